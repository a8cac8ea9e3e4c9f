/** How much is tried on one address: enough for any honest one and most others, little enough for a hostile one. */

/** Texts that are looked into. */
const MOST_TEXTS = 160
/** Addresses that are found. */
const MOST_FOUND = 12
/** Ways of writing that lie in each other. */
export const DEEPEST = 4
/** Of one text; the host and most of the path stand at its beginning. Characters. */
export const LONGEST = 1_024

export class Budget {
  readonly found = new Set<string>()
  readonly #texts: { left: number }

  constructor(texts = { left: MOST_TEXTS }) {
    this.#texts = texts
  }

  /** For an address that was found: what is left is shared. */
  inner(): Budget {
    return new Budget(this.#texts)
  }

  /** Whether one more text may be looked into. */
  take(): boolean {
    this.#texts.left -= 1
    return this.#texts.left >= 0 && this.found.size < MOST_FOUND
  }
}
