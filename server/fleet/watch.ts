/** Looks at how devices stand every few minutes, and has mails written about it. */
import type { FastifyBaseLogger } from 'fastify'
import { localTime, MINUTE, stretchAt } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { currentVersion, policyInForce, zoneOf } from '../documents/documents.ts'
import { networkManagers } from '../lists/managers.ts'
import { standingsNow } from '../staff/standings.ts'
import { alertsOf, NOTHING_TOLD, type Told } from './alerts.ts'

const EVERY = 5 * MINUTE
const KEY = 'fleet-told'

type Parts = Pick<Context, 'db' | 'vault' | 'mail' | 'live'>

/** One look. */
export async function watchFleet({ db, vault, mail, live }: Parts, now: number): Promise<void> {
  const policy = (await currentVersion(db, 'policy')) ?? null
  const standings = await standingsNow(db, policy, (id) => live.hub.of(id) !== undefined, now)
  const zone = zoneOf(await policyInForce({ db, vault }))
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst()
  const before = row ? (JSON.parse(row.value) as Told) : NOTHING_TOLD
  // A zone that is none is refused when a policy is published.
  const stretch = stretchAt(zone, now) ?? { from: 0, to: Infinity, offset: 0 }
  const { mails, told } = alertsOf(standings, before, now, localTime(stretch, now))
  const value = JSON.stringify(told)
  if (value === row?.value) return
  const people = mails.length > 0 ? await networkManagers(db) : []
  await db.transaction().execute(async (trx) => {
    for (const about of mails) await mail.queue(trx, people, now, about)
    await trx
      .insertInto('meta')
      .values({ key: KEY, value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute()
  })
  if (mails.length > 0) mail.send()
}

export class FleetWatch {
  readonly #parts: Parts
  readonly #log: Pick<FastifyBaseLogger, 'warn'>
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(parts: Parts, log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#parts = parts
    this.#log = log
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking = watchFleet(this.#parts, Date.now()).catch((error: unknown) =>
        // The next look tries again.
        this.#log.warn({ err: error }, 'the fleet was not looked at'),
      )
    }, EVERY).unref()
  }

  /** Resolves when nothing here touches the database any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }
}
