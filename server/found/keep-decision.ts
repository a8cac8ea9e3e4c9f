/** A decision about a place put in the place of the one before; and taken back. In the caller's transaction. */
import type { Context } from '../context.ts'
import { sealReason } from './content.ts'
import { holdsNow, lastDecision } from './rows.ts'

type Parts = Pick<Context, 'db' | 'vault'>

export interface NewDecision {
  readonly what: 'shared' | 'cleared'
  /** Null: for good. */
  readonly until: number | null
  readonly byDevices?: boolean
  /** A number of `people`. */
  readonly by?: number | null
  readonly reason?: string
}

/** @returns false for what devices found where a person's word holds meanwhile */
export async function decideAbout(
  { db, vault }: Parts,
  place: number,
  { what, until, byDevices = false, by = null, reason = '' }: NewDecision,
  now: number,
): Promise<boolean> {
  const last = await lastDecision(db, place)
  if (byDevices && last && holdsNow(last, now)) return false
  await end({ db }, place, by, now)
  await db
    .insertInto('found_decisions')
    .values({
      place,
      what,
      by_devices: byDevices ? 1 : 0,
      at: now,
      until,
      decided_by: by,
      ended: null,
      ended_by: null,
      reason: sealReason(vault, place, reason),
    })
    .execute()
  await db.updateTable('found_places').set({ held: null }).where('id', '=', place).execute()
  return true
}

/** Ends what holds about a place. @returns whether anything did */
export async function endDecision(
  { db }: Pick<Parts, 'db'>,
  place: number,
  by: number | null,
  now: number,
): Promise<boolean> {
  const last = await lastDecision(db, place)
  const held = last !== undefined && holdsNow(last, now)
  await end({ db }, place, by, now)
  return held
}

/** One whose time ran out ended then. */
async function end({ db }: Pick<Parts, 'db'>, place: number, by: number | null, now: number): Promise<void> {
  await db
    .updateTable('found_decisions')
    .set((e) => ({
      ended: e.fn<number>('min', [e.fn.coalesce('until', e.val(now)), e.val(now)]),
      ended_by: by,
    }))
    .where('place', '=', place)
    .where('ended', 'is', null)
    .execute()
}
