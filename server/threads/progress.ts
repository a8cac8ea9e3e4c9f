/** How far long work is, shared between the thread that does it and those who watch it, or call it off. */

const [PHASE, DONE, TOTAL, CANCELLED] = [0, 1, 2, 3]

export class Cancelled extends Error {
  override readonly name = 'Cancelled'
  constructor() {
    super('cancelled')
  }
}

export class Progress<Phase extends string> {
  readonly shared: SharedArrayBuffer
  readonly #phases: readonly [Phase, ...Phase[]]
  readonly #cells: BigInt64Array

  /** @param shared of the one that this one is about too, in another thread */
  constructor(phases: readonly [Phase, ...Phase[]], shared = new SharedArrayBuffer(32)) {
    this.#phases = phases
    this.shared = shared
    this.#cells = new BigInt64Array(shared)
  }

  /** In whatever the work counts. */
  get now(): { readonly phase: Phase; readonly done: number; readonly total: number } {
    const [phase, done, total] = [PHASE, DONE, TOTAL].map((cell) => Number(Atomics.load(this.#cells, cell)))
    return { phase: this.#phases[phase ?? 0] ?? this.#phases[0], done: done ?? 0, total: total ?? 0 }
  }

  begin(phase: Phase, total: number): void {
    Atomics.store(this.#cells, PHASE, BigInt(this.#phases.indexOf(phase)))
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
  check(): void {
    if (this.isCancelled) throw new Cancelled()
  }
}

/** From 0 to 1. */
export const fractionOf = ({ done, total }: { readonly done: number; readonly total: number }): number =>
  total === 0 ? 0 : Math.min(1, done / total)
