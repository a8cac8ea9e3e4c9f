/** A thread that is asked now and then: it ends when nobody has for a while, and what it holds in memory with it. */
import { Thread } from './thread.ts'

export class IdleThread<Asked, Answer> {
  readonly #thread: Thread<Asked, Answer>
  readonly #idleMs: number
  #idle: NodeJS.Timeout | undefined

  /** `script` and `given` as of a `Thread`; `idleMs`: how long it waits for another question. */
  constructor(script: URL, given: unknown, idleMs: number) {
    this.#thread = new Thread(script, given)
    this.#idleMs = idleMs
  }

  /** As `Thread.ask`. */
  async ask(asked: Asked): Promise<Answer> {
    clearTimeout(this.#idle)
    try {
      return await this.#thread.ask(asked)
    } finally {
      if (this.#thread.isIdle) this.#idle = setTimeout(() => void this.close(), this.#idleMs).unref()
    }
  }

  /** Ends it; whoever waits is failed. It may be asked again. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#thread.close()
  }
}
