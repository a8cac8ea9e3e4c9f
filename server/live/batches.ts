/**
 * Things that are due for the same work, done together: what comes within a moment is one batch. One that fails is
 * tried again, later each time, so that nobody is forgotten while the database is not to be had.
 */

/** What comes together within this time is done together. Milliseconds. */
const GATHER_MS = 5
/** Done at once; a longer list would keep the server from everything else. */
const AT_ONCE = 250
/** Milliseconds. */
const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000

export class Batches<T> {
  readonly #work: (batch: readonly T[]) => Promise<void>
  readonly #onError: (error: unknown) => void
  readonly #due = new Set<T>()
  readonly #failed = new Set<T>()
  #wait = FIRST_WAIT
  #isClosed = false
  #again: ReturnType<typeof setTimeout> | undefined
  #flushing: Promise<void> | undefined

  constructor(work: (batch: readonly T[]) => Promise<void>, onError: (error: unknown) => void) {
    this.#work = work
    this.#onError = onError
  }

  /** Resolves when these were worked on, or have failed and will be again. */
  async add(items: readonly T[]): Promise<void> {
    for (const item of items) this.#due.add(item)
    if (this.#due.size > 0) this.#flushing ??= this.#flush().finally(() => this.#flushed())
    await this.#flushing
  }

  drop(item: T): void {
    this.#due.delete(item)
    this.#failed.delete(item)
  }

  /** Resolves when nothing is being worked on. */
  async settled(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  /** Tries nothing again. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#again)
    await this.settled()
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
    while (this.#due.size > 0) {
      const batch = [...this.#due].slice(0, AT_ONCE)
      for (const item of batch) this.#due.delete(item)
      await this.#try(batch)
      await new Promise(setImmediate)
    }
  }

  #flushed(): void {
    this.#flushing = undefined
    // What became due as the last were done.
    if (this.#due.size > 0) void this.add([])
  }

  async #try(batch: readonly T[]): Promise<void> {
    try {
      await this.#work(batch)
      this.#wait = FIRST_WAIT
    } catch (error) {
      this.#onError(error)
      this.#later(batch)
    }
  }

  #later(batch: readonly T[]): void {
    if (this.#isClosed) return
    for (const item of batch) this.#failed.add(item)
    if (this.#again) return
    this.#again = setTimeout(() => {
      this.#again = undefined
      const failed = [...this.#failed]
      this.#failed.clear()
      void this.add(failed)
    }, this.#wait).unref()
    this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT)
  }
}
