/**
 * Each minute: groups whose check is due have a device asked, one at a time, until one has filed it; who answers for the
 * filter hears of one that could not be made. All of it stands in the database, so a restart goes on where it was.
 */
import type { FastifyBaseLogger } from 'fastify'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { SelfCheckPlansTable } from '../db/tables/proof.ts'
import { policyInForce } from '../documents/documents.ts'
import { askFor } from './asks.ts'
import { due } from './due.ts'
import { pickDevice } from './pick.ts'
import { plansOf, schoolOf } from './plans.ts'
import { endRound, roundsOf } from './rounds.ts'
import { toldOfChecks } from './told.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'live' | 'mail'>

/** One look at every schedule. One of a group that the policy does not have rests, and the console says so. */
export async function runPlans(parts: Parts, now: number): Promise<void> {
  const policy = await policyInForce(parts)
  if (policy === undefined) return
  for (const plan of await plansOf(parts.db))
    if (Object.hasOwn(policy.groups, plan.policy_group)) await runPlan(parts, policy, plan, now)
}

async function runPlan(
  parts: Parts,
  policy: PolicyDocument,
  plan: SelfCheckPlansTable,
  now: number,
): Promise<void> {
  const { db, live } = parts
  const group = plan.policy_group
  const rounds = await roundsOf(db, group)
  const next = due(plan, rounds, schoolOf(policy), now)
  if (next.is === 'missed') return miss(parts, group, next.slot, rounds, now)
  await endTurns(parts, group, now)
  if (next.is === 'waits' || !next.mayAsk || (await isAsking(parts, group))) return
  const { slot } = next
  const device = await pickDevice(parts, { group, slot, policy }, now)
  if (device === undefined) return
  await askFor(db, { policy_group: group, slot, installation: device }, now)
  // With its next heartbeat it hears of it in any case.
  live.hub.of(device)?.send({ type: 'news' })
}

/** Who did nothing in their turn has had it. */
const endTurns = ({ db }: Parts, group: string, now: number): Promise<unknown> =>
  db
    .updateTable('self_check_asks')
    .set({ ended: now, why: 'silent' })
    .where('policy_group', '=', group)
    .where('ended', 'is', null)
    .where('until', '<=', now)
    .execute()

const isAsking = async ({ db }: Parts, group: string): Promise<boolean> =>
  (await db
    .selectFrom('self_check_asks')
    .select('run')
    .where('policy_group', '=', group)
    .where('ended', 'is', null)
    .executeTakeFirst()) !== undefined

/** None could be made. In holidays one mail says so, not one each week. */
async function miss(
  { db, mail }: Parts,
  group: string,
  slot: number,
  rounds: readonly { readonly slot: number; readonly made: number }[],
  now: number,
): Promise<void> {
  const isToldAlready = rounds[0]?.made === 0 && !(await wasAnybodyThere(db, rounds[0].slot))
  await db.transaction().execute(async (trx) => {
    await endRound(trx, { policy_group: group, slot, made: 0 }, now)
    if (!isToldAlready) await mail.queue(trx, await toldOfChecks(trx), now, 'self-check-missed')
  })
  if (!isToldAlready) mail.send()
}

/** Whether any device was heard of since: while none is, the school is closed. */
const wasAnybodyThere = async (db: Context['db'], since: number): Promise<boolean> =>
  (await db
    .selectFrom('installations')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('last_seen', '>', since)
    .executeTakeFirst()) !== undefined

export class CheckSchedule {
  readonly #parts: Parts
  readonly #log: Pick<FastifyBaseLogger, 'warn'>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(parts: Parts, log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#parts = parts
    this.#log = log
  }

  start(): void {
    this.#timer = setInterval(() => {
      // One after the other: two at once would ask two devices.
      this.#running = this.#running
        .then(() => runPlans(this.#parts, Date.now()))
        // The next minute tries again.
        .catch((error: unknown) =>
          this.#log.warn({ err: error }, 'schedules of self-checks were not looked at'),
        )
    }, MINUTE).unref()
  }

  /** Resolves when nothing here touches the database any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}
