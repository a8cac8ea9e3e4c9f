/**
 * Unkind words in what somebody is about to send: whole words, seen through figures for letters, stretched and spaced
 * letters. What stands in quotation marks is talked about and not said; a place or a name that holds a word is not it.
 */
import { once } from './once.ts'
import type { Piece } from './piece.ts'
import { type UnkindWords, unkindWords } from './unkind-words.ts'

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
const QUOTED = once(
  () => /“[^”\n]*”|"[^"\n]*"|«[^»\n]*»|‘[^’\n]*’(?!\p{L})|(?<![\p{L}\d])'[^'\n]*'(?![\p{L}\d])/gu,
)

export const findUnkind = (pieces: readonly Piece[]): readonly string[] => [
  ...new Set(
    pieces
      .filter(({ isPost }) => isPost)
      .flatMap(({ text, isChat = false }) => {
        const clauses = clausesIn(text)
        return Object.values(unkindWords()).flatMap((table) => [
          ...clauses.flatMap((said) => unkindIn(said, table)),
          ...(isChat && clauses.length === 1 ? callIn(clauses[0] ?? [], table) : []),
        ])
      }),
  ),
]

function unkindIn(said: readonly string[], table: UnkindWords): string[] {
  const line = ` ${said.join(' ')} `
  return [
    ...said.filter((word) => isIn(word, table.always)),
    ...table.sayings.filter((saying) =>
      saying.endsWith('.') ? line.endsWith(` ${saying.slice(0, -1)} `) : line.includes(` ${saying} `),
    ),
    ...said.filter((_, i) => isAimed(said, i, table)),
  ]
}

const isUnkind = (word: string, { insults, aimed }: UnkindWords): boolean =>
  isIn(word, insults) || isIn(word, aimed)

/** At somebody: “you are such a …”, and that is the end of it. “You are a pig farmer” calls nobody a pig. */
function isAimed(said: readonly string[], at: number, table: UnkindWords): boolean {
  const next = said[at + 1]
  if (!isUnkind(said[at] ?? '', table) || (next !== undefined && !table.after.includes(next))) return false
  let you = at - 1
  while (you >= 0 && (table.filling.includes(said[you] ?? '') || isUnkind(said[you] ?? '', table))) you -= 1
  return table.you.includes(said[you] ?? '') && isCalled(said, you, at, table)
}

/** Not asked (“are you …?”), nor done to somebody (“feed you …”), nor somebody's own (“your baby”). */
function isCalled(said: readonly string[], you: number, at: number, table: UnkindWords): boolean {
  const before = said[you - 1]
  if (before !== undefined && table.asking.includes(before)) return false
  const who = said[you] ?? ''
  const isYour = table.your.includes(who)
  const being = isYour ? table.yourBeing : table.being
  if (table.youAre.includes(who) || said.slice(you + 1, at).some((word) => being.includes(word))) return true
  if (isYour && !table.how.includes(said[at] ?? '')) return false
  return before === undefined || table.calling.includes(before)
}

/** Nothing else is said at all: “loser!”. Answers of one word are many, so only what is never an answer counts. */
function callIn(said: readonly string[], table: UnkindWords): string[] {
  const isAll =
    said.length <= 3 && said.every((word) => table.filling.includes(word) || isIn(word, table.insults))
  return isAll ? said.filter((word) => isIn(word, table.insults)) : []
}

/** A letter that a star stands for may be any. */
const isIn = (word: string, words: readonly string[]): boolean =>
  words.includes(word) ||
  (/^[a-z]+\*+[a-z*]*$/.test(word) &&
    words.some((other) => new RegExp(`^${word.replaceAll('*', '[a-z]')}$`).test(other)))

/** What is said in one go, each in small plain letters. */
const clausesIn = (text: string): string[][] =>
  text
    .replace(QUOTED(), ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[\n,;:?()…]+|[.!]+(?=\s|$)/u)
    .map(wordsIn)
    .filter((said) => said.length > 0)

/** Each as it is meant. */
function wordsIn(plain: string): string[] {
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
