/** Weighs what came in as it comes, and once a minute looks for what nobody has opened and for the end of a week. */
import { HOUR } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { Unwatched } from '../threads/unwatched.ts'
import { raise, releaseConfirmed } from './raise.ts'
import { tryAgain } from './set-aside.ts'
import { remind } from './tell.ts'
import { queueWeek } from './week-letter.ts'

/** What could not be looked at, or came before a restart, is looked at this soon. Milliseconds. */
const LOOK_AGAIN_MS = 60_000
/** What could not be weighed is tried again after a start, and so often. */
const TRY_AGAIN = HOUR

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

export class Alerts {
  readonly #parts: Parts
  readonly #work = new Unwatched()
  #timer: ReturnType<typeof setInterval> | undefined
  #tried = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Where failures of what runs by itself are told. */
  onError(tell: (error: unknown) => void): void {
    this.#work.onError(tell)
  }

  /** What a server that was stopped had not weighed is weighed now. */
  start(): void {
    const look = (): void => this.#work.begin(() => this.look(Date.now()))
    look()
    this.#timer = setInterval(look, LOOK_AGAIN_MS)
    this.#timer.unref()
  }

  /** Something came in. Nobody waits for it. */
  soon(): void {
    this.#work.soon(() => this.judge(Date.now()))
  }

  /** Resolves when all that came in so far has been weighed. */
  settled(): Promise<void> {
    return this.#work.settled()
  }

  close(): Promise<void> {
    clearInterval(this.#timer)
    return this.#work.close()
  }

  /** Weighs what waits, and sends the first mail about it. */
  async judge(now: number): Promise<void> {
    if (await raise(this.#parts, now, this.#work.failed)) this.#parts.mail.send()
  }

  /** What is to be done each minute. None of it waits for what fails before it, which is told of. */
  async look(now: number): Promise<void> {
    await this.#attempt(() => this.#release(now))
    await this.#attempt(() => this.judge(now))
    await this.#attempt(async () => {
      if ((await remind(this.#parts, now)) > 0) this.#parts.mail.send()
    })
    await this.#attempt(async () => {
      if (await queueWeek(this.#parts, now)) this.#parts.mail.send()
    })
  }

  async #release(now: number): Promise<void> {
    await releaseConfirmed(this.#parts.db)
    if (Math.abs(now - this.#tried) < TRY_AGAIN) return
    await tryAgain(this.#parts.db)
    this.#tried = now
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#work.failed(error)
    }
  }
}
