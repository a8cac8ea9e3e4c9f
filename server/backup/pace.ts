/**
 * How far long work is, shared with the thread that does it; and its pace: after each piece of work a rest of the same
 * length, so that lessons and devices have at least half of the disk and of a processor.
 */
const PHASES = ['copy', 'check', 'write', 'verify'] as const
export type Phase = (typeof PHASES)[number]

const [PHASE, DONE, TOTAL, CANCELLED] = [0, 1, 2, 3]
/** A rest is no longer than this, however long the work before it took. Milliseconds. */
const LONGEST_REST = 250

export class Cancelled extends Error {
  override readonly name = 'Cancelled'
  constructor() {
    super('cancelled')
  }
}

export class Progress {
  readonly shared: SharedArrayBuffer
  readonly #cells: BigInt64Array
  /** For `Atomics.wait`, which a thread can rest by in the middle of a call. */
  readonly #bed = new Int32Array(new SharedArrayBuffer(4))
  #woke = performance.now()

  constructor(shared = new SharedArrayBuffer(32)) {
    this.shared = shared
    this.#cells = new BigInt64Array(shared)
  }

  /** In bytes, or in pages of the database. */
  get now(): { readonly phase: Phase; readonly done: number; readonly total: number } {
    const [phase, done, total] = [PHASE, DONE, TOTAL].map((cell) => Number(Atomics.load(this.#cells, cell)))
    return { phase: PHASES[phase ?? 0] ?? 'copy', done: done ?? 0, total: total ?? 0 }
  }

  begin(phase: Phase, total: number): void {
    Atomics.store(this.#cells, PHASE, BigInt(PHASES.indexOf(phase)))
    Atomics.store(this.#cells, DONE, 0n)
    Atomics.store(this.#cells, TOTAL, BigInt(total))
  }

  reach(done: number): void {
    Atomics.store(this.#cells, DONE, BigInt(done))
  }

  add(done: number): void {
    Atomics.add(this.#cells, DONE, BigInt(done))
  }

  cancel(): void {
    Atomics.store(this.#cells, CANCELLED, 1n)
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#cells, CANCELLED) === 1n
  }

  /** Call it after each piece of work, in the thread. Throws Cancelled. */
  rest(): void {
    if (this.isCancelled) throw new Cancelled()
    const worked = performance.now() - this.#woke
    Atomics.wait(this.#bed, 0, 0, Math.min(worked, LONGEST_REST))
    this.#woke = performance.now()
  }
}
