/** Every term by its first word, for one pass over a text. Built at first use: a worker that only starts pays nothing. */
import { squeezed, tokensOf } from './tokens.ts'
import { CONTEXTS, VOCABULARIES, type Context, type Subject } from './vocabularies.ts'

export type Role = 'topic' | 'doing' | 'only'
export interface Term {
  readonly id: number
  readonly of: Subject | Context
  readonly role: Role
  /** Its words after the first one; each may stand for any ending. */
  readonly rest: readonly { readonly word: string; readonly open: boolean }[]
}
interface TermIndex {
  readonly whole: ReadonlyMap<string, readonly Term[]>
  /** By the beginning that is given; how long beginnings are. */
  readonly open: ReadonlyMap<string, readonly Term[]>
  readonly longest: number
  readonly shortest: number
  /** Long whole words without their doubled letters. */
  readonly squeezed: ReadonlyMap<string, readonly Term[]>
  /** Run together, for words that were taken apart. */
  readonly compact: readonly (readonly [text: string, term: Term])[]
}

let built: TermIndex | undefined
export function termIndex(): TermIndex {
  built ??= build()
  return built
}

function build(): TermIndex {
  const whole = new Map<string, Term[]>()
  const open = new Map<string, Term[]>()
  const squeezedWords = new Map<string, Term[]>()
  const compact: [string, Term][] = []
  let id = 0
  for (const { of, role, text } of everyTerm()) {
    const parts = text.split('_').flatMap((part) => wordsOf(part))
    const [first, ...rest] = parts
    if (first === undefined) continue
    const term: Term = { id: (id += 1), of, role, rest }
    add(first.open ? open : whole, first.word, term)
    if (!first.open && first.word.length >= 5 && squeezed(first.word).length >= 5)
      add(squeezedWords, squeezed(first.word), term)
    compact.push([parts.map(({ word }) => word).join(''), term])
  }
  const lengths = Array.from(open.keys(), (key) => key.length)
  return {
    whole,
    open,
    longest: Math.max(...lengths),
    shortest: Math.min(...lengths),
    squeezed: squeezedWords,
    compact: compact.filter(([text, { of }]) => text.length >= 5 && of !== 'study' && of !== 'help'),
  }
}

function wordsOf(part: string): { word: string; open: boolean }[] {
  const text = part.replace('*', '')
  // Most are plain already, and reading thousands of them as a text is what takes the time of the first page.
  const words = /^[a-z]+$/.test(text) ? [text] : tokensOf(text)
  return words.map((word, i) => ({ word, open: part.endsWith('*') && i === words.length - 1 }))
}

function add(to: Map<string, Term[]>, key: string, term: Term): void {
  const there = to.get(key)
  if (there === undefined) to.set(key, [term])
  else there.push(term)
}

function* everyTerm(): Generator<{ of: Subject | Context; role: Role; text: string }> {
  const listed = (text: string) => new Set(text.split(/\s+/).filter((term) => term !== ''))
  for (const of of Object.keys(VOCABULARIES) as Subject[])
    for (const role of ['topic', 'doing', 'only'] as const)
      for (const text of listed(VOCABULARIES[of][role])) yield { of, role, text }
  for (const of of Object.keys(CONTEXTS) as Context[])
    for (const text of listed(CONTEXTS[of])) yield { of, role: 'topic', text }
}
