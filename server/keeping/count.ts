/**
 * How much a shorter time would delete, counted before anybody confirms it. Hour by hour along the index, with a turn for
 * others after each: a year of visits of a large school is millions of rows.
 */
import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { KeepingKind } from '../../lib/policy/keeping.ts'
import { HOUR } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'
import { type Hold, holdsInForce } from '../evidence/holds.ts'
import { WORRYING, WORRYING_KINDS } from '../jobs/expire-rows.ts'
import { KIND_OF } from '../jobs/limits.ts'
import type { Cuts } from './keeping.ts'

export interface Losses {
  /** What would go. */
  readonly rows: number
  /** What is as old, and a hold keeps. */
  readonly held: number
}

/** What goes at `now` by these cuts, and would not by those. */
export interface Step {
  readonly before: Cuts
  readonly after: Cuts
  readonly now: number
}

/** Of a large school some thousand visits. */
const SPAN = HOUR

/** Counts what is there; deletes nothing. */
export async function countLosses(db: Database, kind: KeepingKind, step: Step): Promise<Losses> {
  const from = step.before.of[kind]
  const until = step.after.of[kind]
  if (until <= from) return { rows: 0, held: 0 }
  if (kind === 'requests') return { rows: await countRequests(db, from, until), held: 0 }
  const isHeld = heldSql(await holdsInForce(db, step.now))
  const own = Object.entries(KIND_OF).flatMap(([row, of]) => (of === kind ? [row] : []))
  const losses = { rows: 0, held: 0 }
  const add = (found: Losses): void => {
    losses.rows += found.rows
    losses.held += found.held
  }
  const { safety } = step.after.of
  for (const row of own) {
    // Of rows that are never worrying, and of those that go by that time itself, the index alone is read.
    const stays = WORRYING_KINDS.includes(row) ? sql`at >= ${safety} AND ${WORRYING}` : sql`0`
    for await (const [first, end] of spansOf(db, row, from, until))
      add(await countSpan(db, { row, first, end, isHeld, stays }))
  }
  // What is worrying goes with the later of its two times.
  if (kind === 'safety')
    for (const row of WORRYING_KINDS)
      add(await countWorrying(db, { row, from, until: Math.min(until, step.after.before(row)), isHeld }))
  return losses
}

interface CountedSpan {
  readonly row: string
  readonly first: number
  readonly end: number
  readonly isHeld: RawBuilder<unknown>
  readonly stays: RawBuilder<unknown>
}

async function countSpan(db: Database, { row, first, end, isHeld, stays }: CountedSpan): Promise<Losses> {
  const { rows } = await sql<{ all: number; held: number | null }>`
    SELECT count(*) AS "all", sum(${isHeld}) AS held FROM rows
    WHERE kind = ${row} AND at >= ${first} AND at < ${end} AND NOT (${stays})`.execute(db)
  return lossesOf(rows[0])
}

async function countWorrying(
  db: Database,
  {
    row,
    from,
    until,
    isHeld,
  }: {
    readonly row: string
    readonly from: number
    readonly until: number
    readonly isHeld: RawBuilder<unknown>
  },
): Promise<Losses> {
  const { rows } = await sql<{ all: number; held: number | null }>`
    SELECT count(*) AS "all", sum(${isHeld}) AS held FROM
      (SELECT installation, seq FROM alert_signals UNION SELECT installation, seq FROM locked_hits)
      JOIN rows USING (installation, seq)
    WHERE rows.kind = ${row} AND rows.at >= ${from} AND rows.at < ${until}`.execute(db)
  return lossesOf(rows[0])
}

const lossesOf = (found: { readonly all: number; readonly held: number | null } | undefined): Losses => ({
  rows: (found?.all ?? 0) - (found?.held ?? 0),
  held: found?.held ?? 0,
})

/** Spans of an hour each, from the oldest row of a kind on. */
async function* spansOf(
  db: Database,
  row: string,
  from: number,
  until: number,
): AsyncGenerator<readonly [first: number, end: number]> {
  const { rows } = await sql<{ first: number | null }>`
    SELECT min(at) AS first FROM rows WHERE kind = ${row} AND at >= ${from} AND at < ${until}`.execute(db)
  const oldest = rows[0]?.first ?? until
  for (let first = oldest; first < until; first += SPAN) {
    yield [first, Math.min(until, first + SPAN)]
    await setImmediate()
  }
}

/** Whether a row is held, as retention asks it (see evidence/holds.ts). */
function heldSql(holds: readonly Hold[]): RawBuilder<unknown> {
  const all = holds.map(({ person, since, until }) =>
    person === null
      ? sql`(rows.at BETWEEN ${since} AND ${until})`
      : sql`(rows.person IS ${person} AND rows.at BETWEEN ${since} AND ${until})`,
  )
  return all.length === 0 ? sql`0` : sql`(${sql.join(all, sql` OR `)})`
}

/** Pages asked for and opened, sites that teachers asked for, unblocks and pauses: some hundreds a year. */
async function countRequests(db: Database, from: number, until: number): Promise<number> {
  const { rows } = await sql<{ all: number }>`
    SELECT (SELECT count(*) FROM page_requests WHERE last >= ${from} AND last < ${until})
      + (SELECT count(*) FROM page_approvals WHERE coalesce(ended, until) >= ${from} AND coalesce(ended, until) < ${until})
      + (SELECT count(*) FROM site_requests WHERE at >= ${from} AND at < ${until})
      + (SELECT count(*) FROM policy_exceptions WHERE coalesce(ended, until) >= ${from} AND coalesce(ended, until) < ${until})
      AS "all"`.execute(db)
  return rows[0]?.all ?? 0
}
