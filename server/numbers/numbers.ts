/** The school's figures, counted in a thread and kept for a while: a page that is looked at again counts nothing anew. */
import type { Numbers as Counted } from '../../lib/protocol/review.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import { Thread } from '../threads/thread.ts'
import type { CountJob } from './count.ts'

const KEPT = 5 * MINUTE
/** A school term and a little more. */
export const WEEKS = 16

export class Numbers {
  readonly #thread: Thread<CountJob, Counted>
  #kept: { readonly at: number; readonly numbers: Promise<Counted> } | null = null

  /** `file`: the database. Nothing is opened before the first question. */
  constructor(file: string) {
    this.#thread = new Thread(new URL('./worker.ts', import.meta.url), { file })
  }

  /** Rejects when the thread cannot do its work. */
  async read(now: number): Promise<Counted> {
    if (this.#kept !== null && Math.abs(now - this.#kept.at) < KEPT) return this.#kept.numbers
    const numbers = this.#thread.ask({ now, weeks: WEEKS })
    this.#kept = { at: now, numbers }
    try {
      return await numbers
    } catch (error) {
      // The next look tries again.
      this.#kept = null
      throw error
    } finally {
      if (this.#thread.isIdle) void this.#thread.close()
    }
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
