import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { describe, expect, it } from 'vitest'
import english from '../../../assets/locales/en-GB.json' with { type: 'json' }
import { LIFELINES } from '../../lists/lifelines.ts'

/** Year 4 to 5 in England: nine years old. */
const GRADE = 5

const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves)

/** As it is read: a name in place of each placeholder. */
const spoken = (text: string): string =>
  text
    .replace('{{host}}', 'This site')
    .replace('{{when}}', 'today at ten')
    .replaceAll(/\{\{\w+\}\}/g, 'one')

function grade(text: string): number {
  const words = text.split(/\s+/).filter((word) => /\w/.test(word))
  const sentence = (text.match(/[.!?:](\s|$)/g) ?? ['']).length
  return fleschKincaid({ sentence, word: words.length, syllable: syllable(text) })
}

/** Everything but what staff alone read: a new section is a pupil's until somebody says otherwise here. */
const { settings: _network, safeguarding: _team, ...pupils } = english
const SENTENCES = leaves([
  pupils,
  LIFELINES.filter(({ forChildren }) => forChildren).map(({ audience, hours }) => [audience, hours]),
])
  .map(spoken)
  .filter((text) => text.split(' ').length >= 4)

describe('what pupils read', () => {
  it('reads at nine years as a whole', () => {
    expect(SENTENCES.length).toBeGreaterThan(80)
    expect(grade(SENTENCES.map((one) => (/[.!?:]$/.test(one) ? one : `${one}.`)).join(' '))).toBeLessThan(3.5)
  })

  it.each(SENTENCES)('“%s”', (text) => {
    expect(grade(text)).toBeLessThanOrEqual(GRADE + SHORT_TEXT_SLACK)
    for (const sentence of text.split(/(?<=[.!?:])\s/)) {
      expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(16)
    }
  })

  it('would fail for grown-ups’ language', () => {
    const text =
      'Access to this resource has been restricted in accordance with institutional filtering policy.'
    expect(grade(text)).toBeGreaterThan(12)
  })
})

/** One long word tips a sentence of six; the whole above is held tighter. */
const SHORT_TEXT_SLACK = 2
