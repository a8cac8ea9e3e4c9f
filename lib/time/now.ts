/**
 * What time it is, as far as it can be trusted. While a clock jump is not proved by the school server or a known
 * TLS host there are two candidate times, and the stricter outcome of the two counts.
 */
export interface Now {
  /** The best single answer, for words on a screen and for rows. Epoch milliseconds. */
  readonly at: number
  /** Every time it may be; one when proved or undisturbed, two while a jump is in doubt. Includes `at`. */
  readonly candidates: readonly [number, ...number[]]
}

/** A time that is not in doubt. */
export const exactly = (at: number): Now => ({ at, candidates: [at] })
