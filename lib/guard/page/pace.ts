/**
 * How often a document is looked at: soon after it changed, but over time no more than it is worth. A page that changes
 * a thousand times a second is looked at as often as one that changes now and then. Pure; times in milliseconds.
 */

/** So many looks at once, and one more after each of these. */
const MOST = 4
const REFILL = 8_000
const REFILL_LATER = 30_000
const LATER = 180_000
/** What changed goes on changing for a moment. */
const SETTLE = 350

/**
 * When it is asked by itself whether anything is new, which costs next to nothing: some pages turn without their elements
 * changing.
 */
const BY_THEMSELVES = [700, 1_400, 2_200, 3_000, 4_000, 5_000, 6_500, 8_000, 10_000, 13_000, 17_000, 23_000]
const LATER_ON = 15_000

export class Pace {
  #looks = MOST
  #at: number
  readonly #began: number

  constructor(now: number) {
    this.#at = now
    this.#began = now
  }

  /** A look is taken. */
  took(now: number): void {
    this.#fill(now)
    this.#looks = Math.max(0, this.#looks - 1)
  }

  /** How long to wait after a change. */
  afterChange(now: number): number {
    this.#fill(now)
    return this.#looks >= 1 ? SETTLE : Math.max(SETTLE, (1 - this.#looks) * this.#refill(now))
  }

  /** Until the next that comes by itself. */
  byItself(now: number): number {
    const age = now - this.#began
    const next = BY_THEMSELVES.find((at) => at > age + 50)
    return next === undefined ? LATER_ON : next - age
  }

  #fill(now: number): void {
    this.#looks = Math.min(MOST, this.#looks + (now - this.#at) / this.#refill(now))
    this.#at = now
  }

  #refill(now: number): number {
    return now - this.#began > LATER ? REFILL_LATER : REFILL
  }
}
