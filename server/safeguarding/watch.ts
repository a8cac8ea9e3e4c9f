/** Each minute: concerns that nobody opened go on to the next, or are told of again, and so is mail that could not be sent. */
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { tellLeads } from '../lists/locked-hits.ts'
import { escalate } from './escalate.ts'
import { remindOfHanded } from './handed.ts'

const EACH = 60_000

export class Watch {
  readonly #context: Context
  readonly #log: Pick<FastifyBaseLogger, 'warn'>
  #timer: ReturnType<typeof setInterval> | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(context: Context, log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#context = context
    this.#log = log
  }

  start(): void {
    this.#begin()
    this.#timer = setInterval(() => this.#begin(), EACH)
    this.#timer.unref()
  }

  /** Resolves when nothing here touches the database any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }

  #begin(): void {
    this.#running = this.#running.then(() => this.#run())
  }

  async #run(): Promise<void> {
    try {
      await escalate(this.#context, Date.now())
      await remindOfHanded(this.#context, Date.now())
      await tellLeads(this.#context, Date.now())
      this.#context.mail.send()
    } catch (error) {
      // The next minute tries again.
      this.#log.warn({ err: error }, 'concerns could not be looked through')
    }
  }
}
