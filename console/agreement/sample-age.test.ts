/** The child's sample reads at nine years, as everything that pupils read does. */
import { fleschKincaid } from 'flesch-kincaid'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { syllable } from 'syllable'
import { expect, it } from 'vitest'
import { readWritten } from './sample.ts'

const text = (audience: string): string[] => {
  const { body, questions } = readWritten(
    readFileSync(join(import.meta.dirname, `../../docs/samples/agreement-${audience}.md`), 'utf8'),
  )
  const lines = body.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const asked = questions.flatMap(({ question, answers, why }) => [question, ...answers, why])
  return [...lines.map((line) => line.replace(/^- /, '')), ...asked].flatMap((part) =>
    part.split(/(?<=[.!?:])\s+/),
  )
}
const grade = (sentences: readonly string[]): number => {
  const words = sentences.flatMap((one) => one.split(/\s+/).filter((word) => /\w/.test(word)))
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: syllable(sentences.join(' ')),
  })
}

it('reads at nine years as a whole, in sentences that a child keeps in mind', () => {
  const sentences = text('child')
  expect(sentences.length).toBeGreaterThan(50)
  expect(grade(sentences)).toBeLessThan(3.5)
  expect(sentences.filter((one) => one.split(/\s+/).length > 18)).toEqual([])
})

it('would fail for the adults’ text', () => {
  expect(grade(text('adult'))).toBeGreaterThan(3.5)
})
