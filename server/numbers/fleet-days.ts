/** How the fleet stood at the end of each day: machines alone, nobody's name and nothing that anybody did. */
import { sql } from 'kysely'
import type { Numbers } from '../../lib/protocol/review.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'

/** Days that are kept. */
const KEPT = 365
/** Days that a chart has. */
const SHOWN = 112

/** Counts the day that ended with the night of `now`, in UTC: installations that are let in, heard of within it, enforcing. */
export async function noteFleetDay(db: Database, now: number): Promise<void> {
  const day = Math.floor(now / DAY) - 1
  const { rows } = await sql<{ confirmed: number; heard: number; enforcing: number }>`
    SELECT count(*) AS confirmed, coalesce(sum(last_beat > ${now - DAY}), 0) AS heard,
      coalesce(sum(last_beat > ${now - DAY} AND enforcing IS NOT NULL), 0) AS enforcing
    FROM installations WHERE follower IS NULL AND state = 'confirmed'`.execute(db)
  const [counts] = rows
  if (!counts) return
  await db
    .insertInto('fleet_days')
    .values({ day, ...counts })
    .onConflict((c) => c.column('day').doUpdateSet(counts))
    .execute()
  await db
    .deleteFrom('fleet_days')
    .where('day', '<', day - KEPT)
    .execute()
}

/** The oldest first. */
export async function fleetDays(db: Database, now: number): Promise<Numbers['fleetDays']> {
  const rows = await db
    .selectFrom('fleet_days')
    .selectAll()
    .where('day', '>=', Math.floor(now / DAY) - SHOWN)
    .orderBy('day')
    .execute()
  return rows.map(({ day, ...counts }) => ({ from: day * DAY, ...counts }))
}
