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

type Asked = Span & { readonly id: string }

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

/**
 * Carries out every erasure that was confirmed and not finished; called again, it goes on. One that somebody stops ends as if
 * it had been asked for until there: no row of it is gone without what was made of it. Returns rows deleted.
 */
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
    const { rows, until } = await eraseRows(steps, one, now)
    const reached = { ...one, until }
    all += rows + (await eraseRivals(steps, reached, now))
    // What was noticed in those rows says as much as they did.
    await forgetAlerts(steps)
    if (steps.stopped) return all
    await finish(db, reached, now)
    await emptyLog(db)
  }
  return all
}

/** Says that it is done, once, however many were at it. */
async function finish(db: Database, span: Asked, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await eraseBeside(trx, span, now)
    // Not when it began: a backup that was made meanwhile may hold what went last.
    const done = Date.now()
    const changed = await trx
      .updateTable('erasures')
      .set((e) => ({ done, erased: e.fn.coalesce('erased', e.lit(0)) }))
      .where('id', '=', span.id)
      .where('done', 'is', null)
      .returning('erased')
      .executeTakeFirst()
    if (!changed) return
    await note(trx, 'server', 'erased', `${span.id} ${changed.erased} rows`)
    await noteErased(trx, done)
  })
}

async function eraseRows(steps: Steps, span: Asked, now: number): Promise<{ rows: number; until: number }> {
  const gone = { reason: 'erased', now } as const
  let rows = 0
  let last = { at: -1, installation: 0, seq: 0 }
  let until = span.until
  await steps.repeat(async (trx, size) => {
    until = await untilOf(trx, span)
    // One more than a step may do, so that the last step is known to be the last.
    const found = await sql<Pair & { at: number; person: number; acknowledged: number }>`
      SELECT rows.installation, seq, at, rows.person, seq <= acknowledged AS acknowledged FROM rows
      JOIN installations ON installations.id = rows.installation
      WHERE rows.person = ${span.person} AND at >= ${span.since} AND at < ${until} AND at >= ${last.at}
      AND (at, rows.installation, seq) > (${last.at}, ${last.installation}, ${last.seq})
      ORDER BY at, rows.installation, seq LIMIT ${size + 1}`.execute(trx)
    const page = found.rows.slice(0, size)
    const isLast = found.rows.length <= size
    // In each step: a hold that is made meanwhile holds.
    const holds = await holdsInForce(trx, now)
    const going = page.filter((row) => !isHeld(holds, row))
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
    last = page.at(-1) ?? last
    await noteStep(trx, span.id, going.length, isLast ? until : last.at + 1)
    return !isLast
  })
  return { rows, until }
}

/** Until when it erases. One that somebody stopped: what it had reached, of which all is gone, and nothing that came after. */
async function untilOf(trx: Database, { id, since, until }: Asked): Promise<number> {
  const { stopped_by, reached } = await trx
    .selectFrom('erasures')
    .select(['stopped_by', 'reached'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return stopped_by === null ? until : (reached ?? since)
}

/** In the step's own transaction: whoever goes on with it, or stops it, must know what is gone. */
async function noteStep(trx: Database, id: string, rows: number, reached: number): Promise<void> {
  await trx
    .updateTable('erasures')
    .set((e) => ({
      erased: e(e.fn.coalesce('erased', e.lit(0)), '+', rows),
      reached: sql<number>`max(coalesce(reached, 0), ${reached})`,
    }))
    .where('id', '=', id)
    .execute()
}

async function eraseRivals(steps: Steps, span: Asked, now: number): Promise<number> {
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
    await noteStep(trx, span.id, going.length, span.until)
    rows += going.length
    return false
  })
  return rows
}

/**
 * What was made of those rows. A finding goes with its device, day and evidence, which say whose it was as well as a name
 * does; the place stays where others found it too, or somebody has decided about it.
 */
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
      .deleteFrom('findings')
      .where('place', '=', place)
      .where('installation', '=', installation)
      .where('day', '=', day)
      .execute()
}
