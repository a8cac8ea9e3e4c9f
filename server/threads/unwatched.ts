/** Work that nobody waits for: one piece after another, and what fails is told where somebody reads of it. */

export class Unwatched {
  #working: Promise<void> = Promise.resolve()
  #closed = false
  #waits = false
  #onError: (error: unknown) => void = () => undefined

  /** Where failures are told. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /** As failures of the work itself are. */
  failed = (error: unknown): void => this.#onError(error)

  /** It was closed: what is under way may end early. */
  get isClosed(): boolean {
    return this.#closed
  }

  /** Begins with it when all before it is done; after a close, never. */
  begin(work: () => Promise<void>): void {
    this.#working = this.#working
      .then(() => (this.#closed ? undefined : work()))
      .catch((error: unknown) => this.#onError(error))
  }

  /** As `begin`, for work that looks at all there is: what waits to begin is enough for everybody who asks for it. */
  soon(work: () => Promise<void>): void {
    if (this.#waits || this.#closed) return
    this.#waits = true
    this.begin(() => {
      this.#waits = false
      return work()
    })
  }

  /** Resolves when all that was begun so far is done. */
  async settled(): Promise<void> {
    await this.#working
  }

  /** Begins nothing any more, and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#working
  }
}
