/**
 * Unkind words in what somebody is about to send: whole words, seen through figures for letters, stretched and spaced
 * letters. What stands in quotation marks is talked about and not said; a place or a name that holds a word is not it.
 */
import type { Piece } from './piece.ts'
import { UNKIND, type UnkindWords } from './unkind-words.ts'

const FIGURES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** “…”, "…", «…» and '…' around words; an apostrophe inside a word is none. */
const QUOTED = /“[^”\n]*”|"[^"\n]*"|«[^»\n]*»|‘[^’\n]*’(?!\p{L})|(?<![\p{L}\d])'[^'\n]*'(?![\p{L}\d])/gu

export const findUnkind = (pieces: readonly Piece[]): readonly string[] => [
  ...new Set(
    pieces
      .filter(({ isPost }) => isPost)
      .flatMap(({ text }) => {
        const said = wordsIn(text)
        return Object.values(UNKIND).flatMap((table) => unkindIn(said, table))
      }),
  ),
]

function unkindIn(said: readonly string[], table: UnkindWords): string[] {
  const line = ` ${said.join(' ')} `
  return [
    ...said.filter((word) => isIn(word, table.always)),
    ...table.sayings.filter((saying) => line.includes(` ${saying} `)),
    ...said.filter((word, i) => isIn(word, table.aimed) && isAimed(said, i, table)),
  ]
}

/** At somebody: “you are such a …”, or nothing else is said at all. */
function isAimed(said: readonly string[], at: number, { you, filling, aimed }: UnkindWords): boolean {
  const isFilling = (word: string): boolean => filling.includes(word) || isIn(word, aimed)
  let before = at - 1
  while (before >= 0 && isFilling(said[before] ?? '')) before -= 1
  if (you.includes(said[before] ?? '')) return isCalled(said, before, at)
  const after = said[at + 1] ?? ''
  return said.length <= 3 && said.every((word) => isFilling(word) || you.includes(word)) && after === ''
}

/** “Your fat cat” speaks of a cat: after “your” the word has to be the last, as in “your ugly”. */
const isCalled = (said: readonly string[], you: number, at: number): boolean =>
  said[you] !== 'your' || at === said.length - 1

/** A letter that a star stands for may be any. */
const isIn = (word: string, words: readonly string[]): boolean =>
  words.includes(word) ||
  (/^[a-z]+\*+[a-z*]*$/.test(word) &&
    words.some((other) => new RegExp(`^${word.replaceAll('*', '[a-z]')}$`).test(other)))

/** In small plain letters, each as it is meant. */
function wordsIn(text: string): string[] {
  const plain = text
    .replace(QUOTED, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
  const said = plain.split(/[^\p{L}\d@$!*.\-_]+/u).flatMap(meant)
  return joined(said).map((word) => word.replace(/(.)\1{2,}/gu, '$1'))
}

/** One written word: “1d1ot” is a word, 2011 a number, “c.u.t” is spelt out, “well-known” is two. */
function meant(written: string): string[] {
  const spelt = /^(\p{L}[.\-_*]){2,}\p{L}$/u.test(written) && !written.includes('*')
  const parts = spelt ? [written.replace(/[.\-_]/g, '')] : written.split(/[.\-_]+/)
  return parts.flatMap((part) => {
    const word = part.replace(/^[!*]+|!+$/g, '')
    if (word === '') return []
    return [/\p{L}/u.test(word) ? word.replace(/[013457@$!]/g, (figure) => FIGURES[figure] ?? figure) : word]
  })
}

/** Three and more single letters in a row are one word. */
function joined(said: readonly string[]): string[] {
  const line = ` ${said.join(' ')} `.replace(/(?<= )(?:\p{L} ){3,}/gu, (run) => `${run.replace(/ /g, '')} `)
  return line
    .trim()
    .split(' ')
    .filter((word) => word !== '')
}
