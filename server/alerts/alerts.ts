/** Weighs what came in as it comes, and once a minute looks for what nobody has opened and for the end of a week. */
import type { Context } from '../context.ts'
import { raise, releaseConfirmed } from './raise.ts'
import { remind } from './tell.ts'
import { queueWeek } from './week-letter.ts'

/** What could not be looked at, or came before a restart, is looked at this soon. Milliseconds. */
const LOOK_AGAIN_MS = 60_000

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

export class Alerts {
  readonly #parts: Parts
  #timer: ReturnType<typeof setInterval> | undefined
  #working: Promise<void> = Promise.resolve()
  #isWaiting = false
  #closed = false
  #onError: (error: unknown) => void = () => undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Where failures of what runs by itself are told. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /** What a server that was stopped had not weighed is weighed now. */
  start(): void {
    this.#begin(() => this.look(Date.now()))
    this.#timer = setInterval(() => this.#begin(() => this.look(Date.now())), LOOK_AGAIN_MS)
    this.#timer.unref()
  }

  /** Something came in. Nobody waits for it. */
  soon(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.#begin(() => {
      this.#isWaiting = false
      return this.judge(Date.now())
    })
  }

  /** Resolves when all that came in so far has been weighed. */
  async settled(): Promise<void> {
    await this.#working
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#working
  }

  /** Weighs what waits, and sends the first mail about it. */
  async judge(now: number): Promise<void> {
    if (await raise(this.#parts, now)) this.#parts.mail.send()
  }

  /** What is to be done each minute. */
  async look(now: number): Promise<void> {
    await releaseConfirmed(this.#parts.db)
    await this.judge(now)
    const reminded = await remind(this.#parts, now)
    const week = await queueWeek(this.#parts, now)
    if (reminded > 0 || week) this.#parts.mail.send()
  }

  #begin(work: () => Promise<void>): void {
    this.#working = this.#working
      .then(() => (this.#closed ? undefined : work()))
      .catch((error: unknown) => this.#onError(error))
  }
}
