/**
 * Long work in short writes. SQLite works in the server's own thread, so a write is time in which no device is
 * answered: each step is one transaction, as large as fits a few milliseconds here, with a rest of the same length after
 * it, so that lessons and devices have half of this thread at least.
 */
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { STEP } from './limits.ts'

/** A step that took longer is followed by a smaller one, one that took less than the lower by a larger. Milliseconds. */
const TOO_LONG = 8
const SHORT = 3
/** Steps between checkpoints: few enough that no single one has much to copy. */
const CHECKPOINT_EVERY = 4
/** A rest is no longer than this, however long a slow disk took. Milliseconds. */
const LONGEST_REST = 250

export class Steps {
  readonly #db: Database
  readonly #signal: AbortSignal | undefined
  #size: number = STEP.first
  #taken = 0
  /** The longest step so far, begin to commit. Milliseconds. */
  longest = 0

  constructor(db: Database, signal?: AbortSignal) {
    this.#db = db
    this.#signal = signal
  }

  /**
   * Calls `work` in a transaction of its own, again and again, with how much one step may do, until it answers
   * false (nothing is left) or the work is called off.
   */
  async repeat(work: (trx: Database, size: number) => Promise<boolean>): Promise<void> {
    for (let more = true; more && !this.stopped;) {
      const began = performance.now()
      more = await this.#one(work)
      this.#taken += 1
      if (this.#taken % CHECKPOINT_EVERY === 0) await sql`PRAGMA wal_checkpoint(PASSIVE)`.execute(this.#db)
      await setTimeout(Math.min(LONGEST_REST, performance.now() - began))
    }
  }

  get stopped(): boolean {
    return this.#signal?.aborted ?? false
  }

  async #one(work: (trx: Database, size: number) => Promise<boolean>): Promise<boolean> {
    let began = 0
    const more = await this.#db.transaction().execute((trx) => {
      began = performance.now()
      return work(trx, this.#size)
    })
    const took = performance.now() - began
    this.longest = Math.max(this.longest, took)
    if (took > TOO_LONG) this.#size = Math.max(STEP.least, Math.floor(this.#size / 2))
    else if (took < SHORT) this.#size = Math.min(STEP.most, this.#size * 2)
    return more
  }
}
