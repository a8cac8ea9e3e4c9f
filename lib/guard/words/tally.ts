/** One pass over what a page says: how often each term of each vocabulary stands there. */
import type { Signals } from '../signals.ts'
import { isCoarse } from './coarse.ts'
import { normalise } from './normalise.ts'
import { bare, squeezed } from './tokens.ts'
import { termIndex, type Role, type Term } from './term-index.ts'
import type { Context, Subject } from './vocabularies.ts'

export interface Tally {
  /** Words that were read. */
  readonly length: number
  /** How many different terms of a vocabulary, each counted a little more when it is often there. */
  readonly of: (subject: Subject | Context, role: Role) => number
  /** Different coarse words and slurs, each counted a little more when it is often there. */
  readonly coarse: number
  readonly disguised: number
}

const MOST_JOINED = 60

const read = new WeakMap<Signals, Tally>()
/** What a page says, counted. Reckoned once for each page that is looked at: several scorers ask. */
export function tallyOf(signals: Signals): Tally {
  const there = read.get(signals)
  if (there !== undefined) return there
  const tally = tallyText(textOf(signals))
  read.set(signals, tally)
  return tally
}

const textOf = ({ title, headings, labels, about, words, links }: Signals): string =>
  [title, ...headings, ...labels, about, words, ...links.texts].join(' \n ')

/** The same for a text alone. */
export function tallyText(text: string): Tally {
  const { words, joined, disguised } = normalise(text)
  const bareWords = words.map(bare)
  const counts = new Map<Term, number>()
  const coarse = new Map<string, number>()
  for (let at = 0; at < bareWords.length; at += 1) {
    for (const term of termsAt(bareWords, at)) counts.set(term, (counts.get(term) ?? 0) + 1)
    const word = bareWords[at] ?? ''
    if (isCoarse(word)) coarse.set(word, (coarse.get(word) ?? 0) + 1)
  }
  for (const run of joined.slice(0, MOST_JOINED)) {
    for (const [compact, term] of termIndex().compact)
      if (run.includes(compact)) counts.set(term, (counts.get(term) ?? 0) + 1)
    if (isCoarse(run)) coarse.set(run, (coarse.get(run) ?? 0) + 1)
  }
  return { length: words.length, disguised, coarse: weighed(coarse.values()), of: byRole(counts) }
}

function byRole(counts: ReadonlyMap<Term, number>): Tally['of'] {
  const sums = new Map<string, number>()
  for (const [{ of, role }, count] of counts) {
    const key = `${of} ${role}`
    sums.set(key, (sums.get(key) ?? 0) + weight(count))
  }
  return (subject, role) => sums.get(`${subject} ${role}`) ?? 0
}

/** A term that is said often says a little more than one that is said once. */
const weight = (count: number): number => Math.min(2, 1 + Math.log2(count) / 3)
const weighed = (counts: Iterable<number>): number =>
  Array.from(counts, weight).reduce((sum, one) => sum + one, 0)

function* termsAt(words: readonly string[], at: number): Generator<Term> {
  const index = termIndex()
  const word = words[at] ?? ''
  const whole =
    index.whole.get(word) ?? (word.length >= 6 ? index.squeezed.get(squeezed(word)) : undefined) ?? []
  for (const term of whole) if (goesOn(term, words, at)) yield term
  for (let length = index.shortest; length <= Math.min(word.length, index.longest); length += 1)
    for (const term of index.open.get(word.slice(0, length)) ?? []) if (goesOn(term, words, at)) yield term
}

const goesOn = ({ rest }: Term, words: readonly string[], at: number): boolean =>
  rest.every(({ word, open }, i) => {
    const there = words[at + 1 + i]
    return there !== undefined && (open ? there.startsWith(word) : there === word)
  })
