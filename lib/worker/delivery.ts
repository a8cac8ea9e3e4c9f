/**
 * When rows leave: urgent ones within seconds, ordinary ones within a minute, all of them when the last window
 * closes. Timers serve while the worker is awake; the minute's alarm serves when it is not.
 */
import type { Outbox } from '../activity/outbox.ts'
import { createSync } from '../activity/sync.ts'
import type { Sync } from '../activity/sync.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Client } from '../device/client.ts'
import { sendActivity } from '../device/send-activity.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Problems } from './problems.ts'

export interface DeliveryParts {
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
  readonly client: () => Promise<Client | null>
  readonly now: () => number
  readonly problems: Problems
}

/** A worker sleeps after 30 s without work, so longer timers are the alarm's. */
const LONGEST_TIMER_MS = 20_000

export class Delivery {
  private readonly parts: DeliveryParts
  private sync: Promise<Sync> | null = null
  private timer: { readonly at: number; readonly id: ReturnType<typeof setTimeout> } | null = null

  constructor(parts: DeliveryParts) {
    this.parts = parts
  }

  /** A row was written. */
  async kick(urgent: boolean): Promise<void> {
    this.runIn((await this.made()).kick(urgent))
  }

  /** Sends what there is, now. */
  async run(): Promise<void> {
    if (!(await this.parts.client())) return
    const result = await (await this.made()).run()
    this.parts.problems.set('delivery', result.problem ? [result.problem] : [])
    this.runIn(result.nextDelay)
  }

  private made(): Promise<Sync> {
    this.sync ??= Promise.all([this.parts.store, this.parts.outbox]).then(([store, outbox]) =>
      createSync({
        store,
        outbox,
        now: this.parts.now,
        random: Math.random,
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
      // What goes wrong in a run is in `problems`; anything else is a fault that the next alarm's run meets again.
      void this.run()
    }, delay)
    this.timer = { at, id }
  }
}
