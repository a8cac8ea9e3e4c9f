/**
 * How far a backup is, shared with the thread that makes it; and its pace: after each piece of work a rest of the same
 * length, so that lessons and devices have at least half of the disk and of a processor.
 */
import { Progress as Shared } from '../threads/progress.ts'

const PHASES = ['copy', 'check', 'write', 'verify'] as const
type Phase = (typeof PHASES)[number]

/** A rest is no longer than this, however long the work before it took. Milliseconds. */
const LONGEST_REST = 250

/** In bytes, or in pages of the database. */
export class Progress extends Shared<Phase> {
  /** For `Atomics.wait`, which a thread can rest by in the middle of a call. */
  readonly #bed = new Int32Array(new SharedArrayBuffer(4))
  #woke = performance.now()

  constructor(shared?: SharedArrayBuffer) {
    super(PHASES, shared)
  }

  /** Call it after each piece of work, in the thread. Throws Cancelled. */
  rest(): void {
    this.check()
    const worked = performance.now() - this.#woke
    Atomics.wait(this.#bed, 0, 0, Math.min(worked, LONGEST_REST))
    this.#woke = performance.now()
  }
}
