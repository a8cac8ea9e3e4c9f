/** A text as it is said: what is left of it when case, spelling of letters, spacing and signs do not count. */

export interface Spoken {
  /** Lower-case words and numbers. */
  readonly words: readonly string[]
  /** All of it without a space. */
  readonly whole: string
  /** Runs of digits, whatever stands between them, in the groups in which they were written. */
  readonly numbers: readonly (readonly string[])[]
}

/** Percent signs are undone at most this often: an address in an address in an address. */
const ROUNDS = 4

export function spoken(text: string): Spoken {
  const plain = decoded(text)
    .normalize('NFKD')
    .toLowerCase()
    // Accents, and marks that are not seen.
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/['’‘`´ʼ]/g, '')
  const words = plain.match(/[a-z0-9]+/g) ?? []
  const numbers = (plain.match(/\d(?:[^\p{L}\d]*\d)*/gu) ?? []).map((run) => run.match(/\d+/g) ?? [])
  return { words, whole: words.join(''), numbers }
}

function decoded(text: string): string {
  let now = text
  for (let round = 0; round < ROUNDS; round += 1) {
    let next: string
    try {
      next = decodeURIComponent(now)
    } catch {
      return now // A stray percent sign: read as it stands.
    }
    if (next === now) return now
    now = next
  }
  return now
}

export interface Stretch {
  readonly text: string
  /** Of the first and behind the last word. */
  readonly from: number
  readonly to: number
}

/** Every stretch of neighbouring words, written as one, up to a length. */
export function* stretches(words: readonly string[], longest: number): Generator<Stretch> {
  for (let from = 0; from < words.length; from += 1) {
    let text = ''
    for (let to = from; to < words.length; to += 1) {
      text += words[to] ?? ''
      if (text.length > longest) break
      yield { text, from, to: to + 1 }
    }
  }
}
