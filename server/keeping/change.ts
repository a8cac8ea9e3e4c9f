/** Changes of how long something is kept: counted first, then made with a reason, and taken back until they begin. */
import { LEAST_DAYS, MOST_DAYS } from '../../lib/policy/keeping.ts'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { KeepingPlan, NewKeeping } from '../../lib/protocol/keeping-staff.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { nextNight } from '../jobs/night.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { queueMail } from '../mail/queue.ts'
import type { By } from '../staff/guard.ts'
import { staffWith } from '../staff/with-role.ts'
import { countLosses } from './count.ts'
import { changesOf, cutsFrom } from './keeping.ts'
import { type Change, daysOf, waitingOf } from './times.ts'

type Parts = Pick<Context, 'db' | 'vault'>
type Wanted = Pick<NewKeeping, 'kind' | 'days'>

/**
 * What a change would do. Something shorter begins in the next night. Something longer is told at once and begins a day later:
 * by then no device tells the shorter time any more (see lib/worker/kept-days.ts).
 */
export async function planChange(parts: Parts, wanted: Wanted, now: number): Promise<KeepingPlan> {
  const { db } = parts
  const { kind, days } = wanted
  if (days < LEAST_DAYS || days > MOST_DAYS)
    throw new Refusal(422, 'days', `Between ${LEAST_DAYS} and ${MOST_DAYS} days.`, { field: 'days' })
  const changes = await changesOf(db)
  const before = daysNow(changes, wanted, now)
  const starts = days > before ? now + DAY : nextNight(zoneOf(await policyInForce(parts)), now)
  const next: Change = { id: Infinity, kind, at: now, before, days, starts, done: null, taken: null }
  const { rows, held } = await countLosses(db, kind, {
    before: cutsFrom(changes, starts),
    after: cutsFrom([...changes, next], starts),
    now,
  })
  return { kind, before, days, starts, rows: figureOf(rows), held: figureOf(held) }
}

/** What holds; refuses (409) while another change of the same kind waits, and (422) what would change nothing. */
function daysNow(changes: readonly Change[], { kind, days }: Wanted, now: number): number {
  if (waitingOf(changes, kind, now) !== undefined)
    throw new Refusal(409, 'waits', 'A change of this waits already: take it back first.')
  const before = daysOf(changes, kind, now)
  if (before === days) throw new Refusal(422, 'nothing', 'It is kept for so long already.', { field: 'days' })
  return before
}

/** Makes it; refuses (409) where it would do something else than whoever confirms has seen. */
export async function makeChange(
  parts: Parts,
  by: By,
  asked: NewKeeping,
  now: number,
  clock: () => number = Date.now,
): Promise<void> {
  const { db, vault } = parts
  const { person } = by
  if (person === null) throw new Refusal(403, 'nobody', 'This is somebody’s decision: sign in as yourself.')
  const { before, starts, rows } = await planChange(parts, asked, now)
  const { kind, days, words } = asked
  if (before !== asked.before || rows !== asked.rows)
    throw new Refusal(409, 'changed', 'It has changed meanwhile, and nothing was set: look at it again.')
  await db.transaction().execute(async (trx) => {
    // Two at once: only the first is made.
    // Or the night that it begins in has come while rows were counted: that night deletes nothing by it.
    if (daysNow(await changesOf(trx), asked, now) !== before || starts <= clock())
      throw new Refusal(409, 'changed', 'It has changed meanwhile, and nothing was set: look at it again.')
    const reason = vault.seal(words, PLACE_OF.keeping(now))
    const change = { at: now, by_person: person, kind, before, days, starts, reason: new Uint8Array(reason) }
    await trx
      .insertInto('keeping_changes')
      .values({ ...change, done: null, taken: null, taken_by: null })
      .execute()
    await note(trx, by.actor, 'keeping', `${kind} ${before} to ${days} days, ${rows} rows`)
    if (days < before) await queueMail(trx, await watchers(trx, person), now, 'keeping')
  })
}

/** Whoever answers for the record, and may take it back: all but who has just decided it. */
async function watchers(db: Database, but: number): Promise<number[]> {
  return (await staffWith(db, 'dsl', 'head')).filter((person) => person !== but)
}

/** Refuses (404) what has begun, was taken back, or is not there. */
export const takeBack = ({ db }: Pick<Parts, 'db'>, by: By, id: number, now: number): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('keeping_changes')
      .set({ taken: now, taken_by: by.person })
      .where('id', '=', id)
      .where('taken', 'is', null)
      .where('starts', '>', now)
      .executeTakeFirst()
    if (numUpdatedRows === 0n)
      throw new Refusal(404, 'not-found', 'No such change waits: it has begun, or was taken back.')
    await note(trx, by.actor, 'keeping-back', String(id))
  })
