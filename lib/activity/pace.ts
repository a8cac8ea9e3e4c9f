/** When to try next. Pure: randomness is an argument (0 to 1), so that a school's devices do not march in step. */

const SECOND = 1000
/** Ordinary rows leave within a minute. */
const ORDINARY = { least: 25 * SECOND, most: 50 * SECOND }
/** Urgent ones within ten seconds; a moment's wait lets rows of the same event travel together. */
const URGENT = { least: 0.5 * SECOND, most: 3 * SECOND }
const FIRST_BACK_OFF = 5 * SECOND
const LONGEST_BACK_OFF = 15 * 60 * SECOND
/** While urgent rows wait, the server is asked at least this often. */
const LONGEST_URGENT_BACK_OFF = 60 * SECOND

const between = ({ least, most }: { least: number; most: number }, random: number): number =>
  least + (most - least) * random

/** Milliseconds from a row being written until delivery should run. */
export const delayAfterRow = (urgent: boolean, random: number): number =>
  between(urgent ? URGENT : ORDINARY, random)

/**
 * Milliseconds until the next attempt after `attempt` failures in a row (1 is the first): doubling, with the upper
 * half left to chance, never less than the server asks for.
 */
export function backOff(attempt: number, random: number, urgent: boolean, retryAfter = 0): number {
  const longest = urgent ? LONGEST_URGENT_BACK_OFF : LONGEST_BACK_OFF
  const full = Math.min(longest, FIRST_BACK_OFF * 2 ** Math.min(attempt - 1, 20))
  return Math.max(full * (0.5 + random / 2), retryAfter)
}
