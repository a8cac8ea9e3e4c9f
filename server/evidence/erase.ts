/**
 * Erases what one person did in a span, on demand: counted first, then confirmed by typing the count, then deleted for
 * good, with the salts. What a hold covers stays. That rows are gone, and that somebody asked for it, is in the chain.
 */
import { expressionBuilder, sql } from 'kysely'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { Schema } from '../db/schema.ts'
import { noteErased } from '../jobs/compact.ts'
import { emptyLog } from '../jobs/empty-log.ts'
import { forgetAlerts } from '../jobs/forget-alerts.ts'
import { empty, type Pair, remove, these } from '../jobs/remove-rows.ts'
import { emptyRivals } from '../jobs/rivals.ts'
import { Steps } from '../jobs/steps.ts'
import { holdsInForce, isHeld } from './holds.ts'

type Parts = Pick<Context, 'db' | 'people'>

interface Span {
  readonly person: number
  readonly since: number
  /** Not included. */
  readonly until: number
}

/** Of a table that says whose and when. */
function isIn({ person, since, until }: Span) {
  const e = expressionBuilder<Schema, 'forks'>()
  return e.and([e('person', '=', person), e('at', '>=', since), e('at', '<', until)])
}

/** Rows that an erasure would be about, and how many of them a hold keeps. Those of installations nobody confirmed count. */
export async function countErasable(
  db: Database,
  span: Span,
  now: number,
): Promise<{ rows: number; held: number }> {
  const holds = await holdsInForce(db, now)
  let [rows, held] = [0, 0]
  for (const table of ['rows', 'forks'] as const) {
    const found = await db.selectFrom(table).select(['at', 'person']).where(isIn(span)).execute()
    rows += found.length
    held += found.filter((row) => isHeld(holds, row)).length
  }
  return { rows, held }
}

/** Carries out every erasure that was confirmed and not finished; called again, it goes on. Returns rows deleted. */
export async function carryOut({ db }: Parts, now: number, signal?: AbortSignal): Promise<number> {
  const waiting = await db
    .selectFrom('erasures')
    .select(['id', 'person', 'since', 'until'])
    .where('confirmed', 'is not', null)
    .where('done', 'is', null)
    .execute()
  let all = 0
  for (const one of waiting) {
    const steps = new Steps(db, signal)
    const rows = await eraseRows(steps, one, now)
    const rivals = await eraseRivals(steps, one, now)
    // What was noticed in those rows says as much as they did.
    await forgetAlerts(steps)
    all += rows + rivals
    if (steps.stopped) return all
    // Rows are counted as they go: what was erased before a stop is in there.
    const { erased: before } = await db
      .selectFrom('erasures')
      .select('erased')
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow()
    const erased = (before ?? 0) + rivals
    await db.transaction().execute(async (trx) => {
      await eraseBeside(trx, one, now)
      await trx.updateTable('erasures').set({ done: now, erased }).where('id', '=', one.id).execute()
      await note(trx, 'server', 'erased', `${one.id} ${erased} rows`)
      await noteErased(trx, now)
    })
    await emptyLog(db)
  }
  return all
}

async function eraseRows(steps: Steps, span: Span & { id: string }, now: number): Promise<number> {
  const gone = { reason: 'erased', now } as const
  let rows = 0
  let last = { at: -1, installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const page = await sql<Pair & { at: number; person: number; acknowledged: number }>`
      SELECT rows.installation, seq, at, rows.person, seq <= acknowledged AS acknowledged FROM rows
      JOIN installations ON installations.id = rows.installation
      WHERE rows.person = ${span.person} AND at >= ${span.since} AND at < ${span.until} AND at >= ${last.at}
      AND (at, rows.installation, seq) > (${last.at}, ${last.installation}, ${last.seq})
      ORDER BY at, rows.installation, seq LIMIT ${size}`.execute(trx)
    // In each step: a hold that is made meanwhile holds.
    const holds = await holdsInForce(trx, now)
    const going = page.rows.filter((row) => !isHeld(holds, row))
    await remove(
      trx,
      going.filter((row) => row.acknowledged),
      gone,
    )
    await empty(
      trx,
      going.filter((row) => !row.acknowledged),
      gone,
    )
    rows += going.length
    await trx
      .updateTable('erasures')
      .set((e) => ({ erased: e(e.fn.coalesce('erased', e.lit(0)), '+', going.length) }))
      .where('id', '=', span.id)
      .execute()
    last = page.rows.at(-1) ?? last
    return page.rows.length === size
  })
  return rows
}

async function eraseRivals(steps: Steps, span: Span, now: number): Promise<number> {
  let rows = 0
  await steps.repeat(async (trx) => {
    const found = await trx
      .selectFrom('forks')
      .select(['installation', 'seq', 'mark', 'at', 'person'])
      .where(isIn(span))
      .execute()
    const holds = await holdsInForce(trx, now)
    const going = found.filter((one) => !isHeld(holds, one))
    await emptyRivals(trx, going)
    rows += going.length
    return false
  })
  return rows
}

/** What was made of those rows and says who it was. A finding stays as one of nobody's: it is about a place. */
async function eraseBeside(trx: Database, span: Span, now: number): Promise<void> {
  const holds = await holdsInForce(trx, now)
  const hits = await trx
    .selectFrom('locked_hits')
    .select(['installation', 'seq', 'at', 'person'])
    .where(isIn(span))
    .execute()
  await sql`DELETE FROM locked_hits WHERE (installation, seq) IN
    ${these(hits.filter((hit) => !isHeld(holds, hit)))}`.execute(trx)
  const findings = await trx
    .selectFrom('findings')
    .select(['place', 'installation', 'day', 'at', 'person'])
    .where(isIn(span))
    .execute()
  for (const { place, installation, day } of findings.filter((one) => !isHeld(holds, one)))
    await trx
      .updateTable('findings')
      .set({ person: null })
      .where('place', '=', place)
      .where('installation', '=', installation)
      .where('day', '=', day)
      .execute()
}
