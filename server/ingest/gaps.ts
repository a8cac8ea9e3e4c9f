/** Numbers that are missing below the highest one written, installation by installation. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'

export interface Gap {
  readonly from: number
  readonly to: number
  /** Rows above it have arrived: these were passed over. Otherwise they are the tail that has not come yet. */
  readonly passed: boolean
}

/** More holes than this in one installation are not listed one by one. */
const MOST = 100

/** The missing ranges of an installation, lowest first, both ends included. Lost ranges are not missing. */
export async function gapsOf(db: Database, id: number): Promise<Gap[]> {
  const installation = await db
    .selectFrom('installations')
    .select(['acknowledged', 'stored', 'written'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!installation) return []
  const { acknowledged, stored, written } = installation
  // Each known stretch (a stored row or a lost range) beside the highest number known before it.
  const { rows } = await sql<{ from_seq: number; to_seq: number }>`
    SELECT reached + 1 AS from_seq, first - 1 AS to_seq FROM (
      SELECT first, max(last) OVER (ORDER BY first, last ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
      FROM (
        SELECT ${acknowledged} AS first, ${acknowledged} AS last
        UNION ALL SELECT seq, seq FROM rows WHERE installation = ${id} AND seq > ${acknowledged}
        UNION ALL SELECT from_seq, to_seq FROM lost WHERE installation = ${id} AND to_seq > ${acknowledged}
      )
    ) WHERE first > reached + 1 ORDER BY first LIMIT ${MOST}`.execute(db)
  const gaps: Gap[] = rows.map((r) => ({ from: r.from_seq, to: r.to_seq, passed: true }))
  const { top } = await db
    .selectFrom('lost')
    .select((e) => e.fn.coalesce(e.fn.max('to_seq'), sql<number>`0`).as('top'))
    .where('installation', '=', id)
    .executeTakeFirstOrThrow()
  const known = Math.max(stored, acknowledged, top)
  if (written > known) gaps.push({ from: known + 1, to: written, passed: false })
  return gaps
}
