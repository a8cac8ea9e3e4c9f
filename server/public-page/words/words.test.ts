/** Each language of the page for parents says all that English says, with the same things in its sentences. */
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../lib/ui/i18n/languages.ts'
import { wordsFor, WORDS } from './all.ts'
import { ENGLISH } from './en-GB.ts'

const flat = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${path}.${key}`))
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort()
const english = flat(ENGLISH)

it('are the languages of Kerb’s own pages', () => {
  expect(WORDS.map(({ tag, own }) => [tag, own])).toEqual(Object.entries(LANGUAGES))
})

describe.each(WORDS.filter((words) => words !== ENGLISH))('$tag', (words) => {
  const own = new Map(flat(words))
  it('says everything, with what is put in', () => {
    expect([...own.keys()].sort()).toEqual(english.map(([key]) => key).sort())
    expect(
      english.filter(([key, text]) => placeholders(own.get(key) ?? '').join() !== placeholders(text).join()),
    ).toEqual([])
    expect([...own].filter(([, text]) => text.trim() === '' || /[<>]/.test(text))).toEqual([])
  })

  it('has no sentence that was left in English', () => {
    const same = english.filter(
      ([key, text]) => /[a-z]{3}.* .*[a-z]{3}/.test(text.replace(/\{\w+\}/g, '')) && own.get(key) === text,
    )
    expect(same).toEqual([])
  })
})

it('come by the address, then by what the browser asks for, then in English', () => {
  expect(wordsFor({ lang: 'ur', accept: 'pl' }).tag).toBe('ur')
  expect(wordsFor({ accept: 'de-DE,pl-PL;q=0.8,en;q=0.5' }).tag).toBe('pl')
  expect(wordsFor({ lang: '<script>', accept: 'xx' }).tag).toBe('en-GB')
  // Punjabi of Pakistan is written in Arabic letters.
  expect(wordsFor({ accept: 'pa-PK' }).tag).toBe('en-GB')
})
