/**
 * When a stream is taken by nobody any more: too much waits to leave, or nothing has left for too long. A machine that
 * was shut says nothing; whoever watched on it must not be held to watch still.
 */

/** Bytes. */
const MOST_WAITING = 1024 * 1024
/** Milliseconds. */
const DRAINS_WITHIN = 30_000

/** What of a response is looked at. */
export interface Outgoing {
  readonly writableLength: number
  readonly writableNeedDrain: boolean
}

/** Asked again and again about one stream. `clock`: runs forward only, in milliseconds. */
export class Stuck {
  readonly #of: Outgoing
  readonly #clock: () => number
  #fullSince: number | undefined

  constructor(of: Outgoing, clock: () => number = () => performance.now()) {
    this.#of = of
    this.#clock = clock
  }

  isStuck(): boolean {
    if (!this.#of.writableNeedDrain) this.#fullSince = undefined
    else this.#fullSince ??= this.#clock()
    const isLate = this.#fullSince !== undefined && this.#clock() - this.#fullSince > DRAINS_WITHIN
    return isLate || this.#of.writableLength > MOST_WAITING
  }
}
