/** Devices that the school expects and that never asked to be let in. */
import { sql } from 'kysely'
import type { NeverSeen } from '../../lib/protocol/fleet.ts'
import type { Database } from '../db/open.ts'

export const NEVER_SEEN_PAGE = 50

/** Of the school's own list alone; what a window or a person vouched for was seen. */
const absent = sql<boolean>`(expected.source = 'list' AND NOT EXISTS (SELECT 1 FROM installations WHERE
  expected.kind = 'directory' AND installations.directory_id = expected.value) AND NOT EXISTS (
  SELECT 1 FROM installations WHERE expected.kind = 'asset' AND installations.asset_id = expected.value))`

/** A page of them by their ids; `most` 0 counts only. */
export async function neverSeen(db: Database, page: number, most = 0): Promise<NeverSeen> {
  const counted = await db
    .selectFrom('expected')
    .select([
      sql<number>`coalesce(sum(source = 'list'), 0)`.as('expected'),
      sql<number>`coalesce(sum(${absent}), 0)`.as('total'),
    ])
    .executeTakeFirstOrThrow()
  const devices =
    most === 0
      ? []
      : await db
          .selectFrom('expected')
          .select(['kind', 'value', 'added'])
          .where(absent)
          .orderBy('value')
          .orderBy('kind')
          .limit(most)
          .offset(page * most)
          .execute()
  return { ...counted, devices, pageSize: NEVER_SEEN_PAGE }
}

export type Absent = NeverSeen['devices'][number]

/** Those that follow one of them, in the order of the pages: who asks meanwhile moves nobody out of sight. */
export const absentAfter = (db: Database, last: Absent | undefined, most: number): Promise<Absent[]> => {
  let query = db.selectFrom('expected').select(['kind', 'value', 'added']).where(absent)
  if (last !== undefined)
    query = query.where((e) => e(e.refTuple('value', 'kind'), '>', e.tuple(last.value, last.kind)))
  return query.orderBy('value').orderBy('kind').limit(most).execute()
}
