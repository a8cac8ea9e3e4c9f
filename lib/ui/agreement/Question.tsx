/** One question. A wrong answer gets a kind word and another try; nothing of it leaves the page. */
import { useState } from 'preact/hooks'
import type { AgreementQuestion } from '../../protocol/agreement.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from '../report/Heading.tsx'
import { Picto } from '../parts/Picto.tsx'

interface Props {
  readonly question: AgreementQuestion
  readonly moved: boolean
  readonly back: () => void
  readonly next: () => void
}

export function Question({ question, moved, back, next }: Props) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<number>()
  const isRight = chosen === question.right
  return (
    <>
      <Heading take={moved}>
        <bdi>{question.question}</bdi>
      </Heading>
      <ul class="answers">
        {question.answers.map((answer, i) => (
          <li key={answer}>
            <button type="button" class="answer" aria-pressed={i === chosen} onClick={() => setChosen(i)}>
              <span class="answer__sign" aria-hidden="true">
                {i !== chosen ? '' : isRight ? '✓' : '↺'}
              </span>
              <bdi>{answer}</bdi>
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {chosen !== undefined && (
          <p class={isRight ? 'note note--calm' : 'note'}>
            <strong>{t(isRight ? 'agreement.question.right' : 'agreement.question.again')}</strong>{' '}
            <bdi>{question.why}</bdi>
          </p>
        )}
      </div>
      <div class="actions">
        {isRight && (
          <button type="button" class="button button--main" onClick={next}>
            <Picto name="on" />
            {t('agreement.next')}
          </button>
        )}
        <button type="button" class="button" onClick={back}>
          <Picto name="back" />
          {t('agreement.back')}
        </button>
      </div>
    </>
  )
}
