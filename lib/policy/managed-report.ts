/** What is wrong with managed values, for the settings page, the popup and the server. */
import type { Wrong } from './read.ts'

export type ManagedProblemCode =
  /** Nothing has arrived yet, and nothing is known from before. */
  | 'waiting'
  /** Everything is gone. */
  | 'empty'
  | 'missing-required'
  | 'unknown-key'
  /** Named in `keysSet`, and yet it did not arrive. */
  | 'did-not-arrive'
  | 'bad-value'
  | 'bad-item'
  /** Readable, but it cannot hold beside the other values. */
  | 'conflict'

export interface ManagedProblem {
  readonly code: ManagedProblemCode
  /** The key, or empty when the values as a whole are meant. */
  readonly key: string
  /** Which line or item of the key, from 1. */
  readonly item?: number
  /** What stands there, shortened; never of a secret. */
  readonly found?: string
  readonly wrong: string
  readonly fix: string
  /** The last good value (or, when there was none, the strict one) holds in its place. */
  readonly kept: boolean
}

/** Problems listed one by one for a key; the rest are counted. */
const MOST_PER_KEY = 20
const MOST_FOUND = 60

export function problem(
  code: ManagedProblemCode,
  key: string,
  what: Pick<Wrong, 'wrong' | 'fix'>,
  more: { item?: number; found?: string; kept?: boolean } = {},
): ManagedProblem {
  const { item, found, kept = false } = more
  return {
    code,
    key,
    ...(item === undefined ? {} : { item }),
    ...(found === undefined ? {} : { found: shorten(found) }),
    wrong: what.wrong,
    fix: what.fix,
    kept,
  }
}

const shorten = (text: string): string =>
  text.length > MOST_FOUND ? `${text.slice(0, MOST_FOUND - 1)}…` : text

/** At most twenty of one key's problems, and how many more there are. */
export function capped(problems: readonly ManagedProblem[]): readonly ManagedProblem[] {
  const first = problems[0]
  if (first === undefined || problems.length <= MOST_PER_KEY) return problems
  const more = problems.length - MOST_PER_KEY
  return [
    ...problems.slice(0, MOST_PER_KEY),
    problem(
      first.code,
      first.key,
      { wrong: `has ${more} more items that cannot be read`, fix: 'Correct those above first.' },
      { kept: first.kept },
    ),
  ]
}

/** One problem as a sentence or two: `blockEntries, item 3 (“a b”): has a space in it. One entry a line. …`. */
export function describeProblem(one: ManagedProblem): string {
  const where = [one.key, one.item === undefined ? '' : `item ${one.item}`].filter((part) => part !== '')
  const found = one.found === undefined ? '' : ` (“${one.found}”)`
  const subject = where.length === 0 ? '' : `${where.join(', ')}${found}: `
  return `${subject}${one.wrong}. ${one.fix}${one.kept ? ' Until then the last good value is kept.' : ''}`
}

/** For the heartbeat: a code and at most 500 characters. */
export const problemSignal = (one: ManagedProblem): { code: string; detail: string } => ({
  code: `managed:${one.code}${one.key === '' ? '' : `:${one.key}`}`.slice(0, 80),
  detail: describeProblem(one).slice(0, 500),
})
