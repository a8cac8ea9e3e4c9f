/** What the server does by itself: retention at every start and each night, the database written anew each week. */
import { Cron } from 'croner'
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { databaseFile } from '../environment.ts'
import { carryOut } from '../evidence/erase.ts'
import { closeDays } from '../evidence/days.ts'
import { noteFleetDay } from '../numbers/fleet-days.ts'
import { compact, mustCompact } from './compact.ts'
import { NIGHTLY } from './night.ts'
import { expire } from './retention.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'environment' | 'mail'>

export class Jobs {
  readonly #parts: Parts
  readonly #log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  readonly #stop = new AbortController()
  #cron: Cron | null = null
  #running: Promise<void> = Promise.resolve()

  constructor(parts: Parts, log: Pick<FastifyBaseLogger, 'info' | 'warn'>) {
    this.#parts = parts
    this.#log = log
  }

  /** Runs retention now and from then on each night. */
  async start(): Promise<void> {
    this.#begin(false)
    await this.#schedule()
  }

  /** Ends what is running at its next step. Resolves when nothing here touches the database any more. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#cron?.stop()
    await this.#running
  }

  /** When the next night's run is due. */
  get next(): Date | null {
    return this.#cron?.nextRun() ?? null
  }

  async #schedule(): Promise<void> {
    const policy = await policyInForce(this.#parts)
    if (this.#stop.signal.aborted) return
    this.#cron?.stop()
    const timezone = zoneOf(policy)
    this.#cron = new Cron(NIGHTLY, { timezone, unref: true }, () => this.#begin(true))
  }

  /** One after the other, also when the clock is set back. */
  #begin(night: boolean): void {
    this.#running = this.#running.then(() => this.#run(night))
  }

  async #run(night: boolean): Promise<void> {
    if (this.#stop.signal.aborted) return
    try {
      const { db, people, environment } = this.#parts
      // First, so that a day is proved as it was before anything of it goes.
      await closeDays(this.#parts, Date.now())
      // What a stop of the server left undone.
      await carryOut(this.#parts, Date.now(), this.#stop.signal)
      const expired = await expire(db, people, Date.now(), this.#stop.signal)
      this.#log.info(expired, 'retention')
      if (!night || this.#stop.signal.aborted) return
      await noteFleetDay(db, Date.now())
      if (await mustCompact(db, Date.now())) {
        const began = performance.now()
        await compact(db, databaseFile(environment), Date.now())
        this.#log.info({ seconds: Math.round((performance.now() - began) / 1000) }, 'database written anew')
      }
      // The school may have moved to another zone with its policy.
      await this.#schedule()
    } catch (error) {
      // Nothing waits for it; the next night tries again, and until then the log says why.
      this.#log.warn({ err: error }, 'retention did not finish')
    }
  }
}
