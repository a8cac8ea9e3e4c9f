/**
 * How often a document is looked at: soon after it changed, but over time no more than it is worth. A page that changes
 * a thousand times a second is looked at as often as one that changes now and then. Pure; times in milliseconds.
 */

/** So many looks at once, and one more after each of these. */
const MOST = 4
/** What its scripts do for the first time is worth a look that changed elements have used up. */
const AHEAD = 2
const REFILL = 8_000
const REFILL_LATER = 30_000
const LATER = 180_000
/** What changed goes on changing for a moment; and the more it has lately, the longer. */
const SETTLE = 350
const LONGER = 2.5

/** What has happened since the last look: elements are others; or scripts do what they did not do, or show another address. */
export type Since = 'changes' | 'news'

export class Pace {
  #looks = MOST
  #at: number
  readonly #began: number

  constructor(now: number) {
    this.#at = now
    this.#began = now
  }

  /** A look is taken. @param many how many usual ones it is as dear as */
  took(now: number, many = 1): void {
    this.#fill(now)
    this.#looks = Math.max(-AHEAD, this.#looks - many)
  }

  /** How long to wait until the next look. */
  wait(now: number, since: Since): number {
    this.#fill(now)
    const least = since === 'news' ? 1 - AHEAD : 1
    const settle = since === 'news' ? SETTLE : SETTLE * LONGER ** Math.max(0, MOST - 1 - this.#looks)
    return this.#looks >= least ? settle : Math.max(settle, (least - this.#looks) * this.#refill(now))
  }

  #fill(now: number): void {
    this.#looks = Math.min(MOST, this.#looks + (now - this.#at) / this.#refill(now))
    this.#at = now
  }

  #refill(now: number): number {
    return now - this.#began > LATER ? REFILL_LATER : REFILL
  }
}
