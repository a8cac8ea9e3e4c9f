/**
 * When rows leave: urgent ones within seconds, ordinary ones within a minute (a quarter of one on shared devices), all
 * of them when the last window closes. Timers serve while the worker is awake; the minute's alarm serves when it is
 * not. How long to wait after a failure is the outbox's to know, across workers.
 */
import type { Outbox } from '../activity/outbox.ts'
import { createSync } from '../activity/sync.ts'
import type { Sync, SyncResult } from '../activity/sync.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Client } from '../device/client.ts'
import { sendActivity } from '../device/send-activity.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Faults } from './faults.ts'
import { type Problem, type Problems, UNREACHED } from './problems.ts'

/** A server that is away is away for all that asks it: one problem, by one name. */
function asServer(problem: Problem): Problem {
  const code = `server:${problem.code}`
  return UNREACHED.includes(code) ? { ...problem, code } : problem
}

export interface DeliveryParts {
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
  readonly client: () => Promise<Client | null>
  readonly now: () => number
  /** The profile is thrown away at sign-out: what has not left by then is gone. */
  readonly isShared: () => boolean
  readonly problems: Problems
  readonly faults: Faults
}

/** Within a minute the alarm comes anyway. A timer of a worker that falls asleep is lost, and the alarm serves. */
const LONGEST_TIMER_MS = 60_000

export class Delivery {
  private readonly parts: DeliveryParts
  private sync: Promise<Sync> | null = null
  private timer: { readonly at: number; readonly id: ReturnType<typeof setTimeout> } | null = null

  constructor(parts: DeliveryParts) {
    this.parts = parts
  }

  /** A row was written. */
  async kick(urgent: boolean): Promise<void> {
    await this.parts.faults.run('delivery', async () => this.runIn((await this.made()).kick(urgent)))
  }

  /** Sends what there is, if it is time. */
  async run(): Promise<void> {
    const sync = await this.made()
    if (await this.parts.client()) this.take(await sync.run())
    else await sync.keepHouse()
  }

  /** Sends what there is, the rows written just now included: there may be no other chance. */
  async finish(): Promise<void> {
    const sync = await this.made()
    if (await this.parts.client()) this.take(await sync.finish())
  }

  private take({ problem, nextDelay, isRested }: SyncResult): void {
    this.parts.problems.set('delivery', problem ? [asServer(problem)] : [])
    // With nothing left to send, the next row says when.
    if (isRested !== true) this.runIn(nextDelay)
  }

  private made(): Promise<Sync> {
    this.sync ??= Promise.all([this.parts.store, this.parts.outbox]).then(([store, outbox]) =>
      createSync({
        store,
        outbox,
        now: this.parts.now,
        random: Math.random,
        isShared: this.parts.isShared,
        send: async (batch) => {
          const client = await this.parts.client()
          if (!client) throw new WireError('network', 'Managed values name no school server.')
          return sendActivity(client)(batch)
        },
      }),
    )
    return this.sync
  }

  /** The earlier of this and what is waiting already. */
  private runIn(delay: number): void {
    if (delay > LONGEST_TIMER_MS) return
    const at = performance.now() + delay
    if (this.timer && this.timer.at <= at) return
    if (this.timer) clearTimeout(this.timer.id)
    const id = setTimeout(() => {
      this.timer = null
      void this.parts.faults.run('delivery', () => this.run())
    }, delay)
    this.timer = { at, id }
  }
}
