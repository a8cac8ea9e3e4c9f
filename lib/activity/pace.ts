/** When to try next. Pure: randomness is an argument (0 to 1), so that a school's devices do not march in step. */

const SECOND = 1000
/** Ordinary rows leave within a minute. */
const ORDINARY = { least: 25 * SECOND, most: 50 * SECOND }
/** Of a profile that is thrown away at sign-out, sooner: what has not left by then is gone. */
const ORDINARY_SHARED = { least: 5 * SECOND, most: 15 * SECOND }
/** Urgent ones within ten seconds; a moment's wait lets rows of the same event travel together. */
const URGENT = { least: 0.5 * SECOND, most: 3 * SECOND }
const FIRST_BACK_OFF = 5 * SECOND
const LONGEST_BACK_OFF = 15 * 60 * SECOND
/** While rows wait that are urgent, or that will be thrown away, the server is asked at least this often. */
const LONGEST_URGENT_BACK_OFF = 60 * SECOND

const between = ({ least, most }: { least: number; most: number }, random: number): number =>
  least + (most - least) * random

/** Milliseconds from a row being written until delivery should run. */
export const delayAfterRow = (urgent: boolean, random: number, shared = false): number =>
  between(urgent ? URGENT : shared ? ORDINARY_SHARED : ORDINARY, random)

/**
 * Milliseconds until the next attempt after `attempt` failures in a row (1 is the first): doubling, with the upper
 * half left to chance, never less than the server asks for.
 */
export function backOff(attempt: number, random: number, urgent: boolean, retryAfter = 0): number {
  const longest = urgent ? LONGEST_URGENT_BACK_OFF : LONGEST_BACK_OFF
  const full = Math.min(longest, FIRST_BACK_OFF * 2 ** Math.min(attempt - 1, 20))
  return Math.max(full * (0.5 + random / 2), retryAfter)
}

/** What a failure leaves behind, beyond the life of a worker. Times are Kerb's own, epoch milliseconds. */
export interface Wait {
  /** When it failed. */
  readonly since: number
  /** Not before, with ordinary rows only… */
  readonly ordinary: number
  /** …with urgent ones among them… */
  readonly urgent: number
  /** …and whatever waits: what the server itself asked for. */
  readonly asked: number
  readonly problem: { readonly code: string; readonly detail: string }
}

/** Never less than a server asks for, which is an hour at most. */
export function waitAfter(
  failure: {
    readonly attempt: number
    readonly retryAfter: number | undefined
    readonly problem: Wait['problem']
    /** The rows will be thrown away with their profile: ordinary ones are in as much of a hurry as urgent ones. */
    readonly shared?: boolean | undefined
  },
  random: number,
  now: number,
): Wait {
  const { attempt, retryAfter = 0, problem, shared = false } = failure
  return {
    since: now,
    ordinary: now + backOff(attempt, random, shared, retryAfter),
    urgent: now + backOff(attempt, random, true, retryAfter),
    asked: now + retryAfter,
    problem,
  }
}

/** Milliseconds that are left to wait. Before the failure itself means that the time was set back: none. */
export function leftOf(wait: Wait, now: number, what: 'ordinary' | 'urgent' | 'asked'): number {
  return now < wait.since ? 0 : Math.max(0, wait[what] - now)
}
