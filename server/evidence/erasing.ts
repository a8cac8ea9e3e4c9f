/** Erasures at work: begun when somebody confirms one, and gone on with while nobody waits for the answer. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { carryOut } from './erase.ts'

/** Whoever confirmed one hears at once when it is done within this time, and else watches it. Milliseconds. */
const PATIENCE = 1500
/** What failed is tried again after this time. Milliseconds. */
const AGAIN = 60_000
/** So many times, until somebody begins anew; then the night does. */
const TRIES = 10

export class Erasing {
  readonly #parts: Pick<Context, 'db' | 'people'>
  readonly #onError: (error: unknown) => void
  readonly #stop = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #again: NodeJS.Timeout | undefined
  #failed = 0

  constructor(parts: Pick<Context, 'db' | 'people'>, onError: (error: unknown) => void) {
    this.#parts = parts
    this.#onError = onError
  }

  /** Carries out what is confirmed; resolves when that is done, or soon. One after the other. */
  async begin(): Promise<void> {
    this.#failed = 0
    this.#next()
    const waiting = new AbortController()
    await Promise.race([
      this.#running.finally(() => waiting.abort()),
      wait(PATIENCE, undefined, { signal: waiting.signal }).catch(() => undefined),
    ])
  }

  /** Resolves when what was begun until now is done, or has failed. */
  settled(): Promise<void> {
    return this.#running
  }

  /** Ends it at its next step; the next start goes on. Resolves when nothing here touches the database any more. */
  async close(): Promise<void> {
    this.#stop.abort()
    clearTimeout(this.#again)
    await this.#running
  }

  #next(): void {
    this.#running = this.#running.then(() => this.#carryOut())
  }

  async #carryOut(): Promise<void> {
    clearTimeout(this.#again)
    try {
      await carryOut(this.#parts, Date.now(), this.#stop.signal)
      this.#failed = 0
    } catch (error) {
      this.#onError(error)
      this.#failed += 1
      if (this.#failed > TRIES || this.#stop.signal.aborted) return
      this.#again = setTimeout(() => this.#next(), AGAIN).unref()
    }
  }
}
