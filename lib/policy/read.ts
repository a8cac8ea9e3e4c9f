/**
 * The small vocabulary of every reader of text that a person wrote: a value, or what is wrong and the fix. The
 * readers become zod schemas through `item`, so that zod stays the one that validates.
 */
import { z } from '../zod.ts'

export interface Wrong {
  readonly ok: false
  /** What is wrong, as the rest of a sentence: "is not a host name". */
  readonly wrong: string
  /** What to write instead, as a sentence. */
  readonly fix: string
  /** The item could not have protected anything, so dropping it opens nothing. */
  readonly harmless?: true
}
export type Read<T> = { readonly ok: true; readonly value: T } | Wrong

export const good = <T>(value: T): Read<T> => ({ ok: true, value })
export const bad = (wrong: string, fix: string): Wrong => ({ ok: false, wrong, fix })
export const harmless = (wrong: string, fix: string): Wrong => ({ ok: false, wrong, fix, harmless: true })

/** Longer than any sensible line; keeps a pasted file from costing time. */
const MOST = 2000

/** A zod schema from a reader: text in, value out; the fix travels in the issue's `params`. */
export const item = <T>(read: (text: string) => Read<T>) =>
  z.pipe(
    z.string(),
    z.transform((text: string, context): T => {
      const tooLong = bad(`is longer than ${MOST} characters`, 'Write one item a line.')
      const result = text.length > MOST ? tooLong : read(text.trim())
      if (result.ok) return result.value
      const { wrong, fix, harmless } = result
      context.issues.push({ code: 'custom', message: wrong, input: text, params: { fix, harmless } })
      return z.NEVER
    }),
  )

/** Reads text with such a schema, and gives the issue back in our own words. */
export function readWith<T>(schema: z.ZodMiniType<T, string>, text: string): Read<T> {
  const result = schema.safeParse(text)
  if (result.success) return good(result.data)
  const issue = result.error.issues[0]
  const params = issue?.code === 'custom' ? issue.params : undefined
  const fix = typeof params?.['fix'] === 'string' ? params['fix'] : 'Write it as the reference describes.'
  const wrong = issue?.message ?? 'cannot be read'
  return params?.['harmless'] === true ? harmless(wrong, fix) : bad(wrong, fix)
}

/** The option nearest to a mistyped word, when one is near enough to be meant. Case does not count. */
export function nearest<T extends string>(word: string, options: readonly T[]): T | undefined {
  const wanted = word.toLowerCase()
  const limit = wanted.length < 5 ? 1 : 2
  let best: T | undefined
  let least = limit + 1
  for (const option of options) {
    const distance = editDistance(wanted, option.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = option
    }
  }
  return best
}

/** Levenshtein distance, or `stop` as soon as it cannot be smaller. */
function editDistance(a: string, b: string, stop: number): number {
  if (Math.abs(a.length - b.length) >= stop) return stop
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) >= stop) return stop
    row = next
  }
  return Math.min(row[b.length] ?? stop, stop)
}

/** One of a fixed set of words, whatever its case. */
export function oneOf<const T extends string>(words: readonly T[]): (text: string) => Read<T> {
  return (text) => {
    const found = words.find((word) => word === text.toLowerCase())
    if (found !== undefined) return good(found)
    const near = nearest(text, words)
    const list = `Write one of: ${words.join(', ')}.`
    return bad(`is not one of its words`, near === undefined ? list : `Did you mean “${near}”? ${list}`)
  }
}
