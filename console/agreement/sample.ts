/** A text of the agreement as one Markdown file: its title, its words, and at the end its questions. */
import type { AgreementQuestion } from '../../lib/protocol/agreement.ts'

export interface Written {
  readonly title: string
  readonly body: string
  readonly questions: readonly AgreementQuestion[]
}

const QUESTIONS = /^## Questions\s*$/m

/** The title is the first heading; under “Questions” each `###` is one, `- [x]` its right answer, `>` the reason. */
export function readWritten(markdown: string): Written {
  const [words = '', asked = ''] = markdown.replaceAll('\r\n', '\n').split(QUESTIONS, 2)
  const title = /^# (.+)$/m.exec(words)?.[1]?.trim() ?? ''
  return {
    title,
    body: words.replace(/^# .+\n+/m, '').trim(),
    questions: asked.split(/^### /m).slice(1).map(questionOf),
  }
}

function questionOf(part: string): AgreementQuestion {
  const [question = '', ...lines] = part.split('\n')
  const answers = lines.flatMap((line) => {
    const [, mark, answer] = /^- \[([ x])\] (.+)$/.exec(line) ?? []
    return answer === undefined ? [] : [{ isRight: mark === 'x', answer: answer.trim() }]
  })
  const why = lines.flatMap((line) => (line.startsWith('> ') ? line.slice(2).trim() : []))
  return {
    question: question.trim(),
    answers: answers.map(({ answer }) => answer),
    right: Math.max(
      0,
      answers.findIndex(({ isRight }) => isRight),
    ),
    why: why.join(' '),
  }
}
