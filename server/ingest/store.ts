/**
 * Stores first, then acknowledges. One transaction a batch; a row that is there already stays as it is, so repeats
 * and overlapping deliveries are harmless.
 */
import { CompiledQuery } from 'kysely'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import type { DecodedBatch, DecodedRow } from './decode.ts'

/** Columns of `rows` in the order that `parametersOf` gives them. */
export const ROW_COLUMNS = [
  'installation',
  'seq',
  'at',
  'received',
  'kind',
  'person',
  'person_from',
  'host',
  'categories',
  'action',
  'reason',
  'target',
  'first',
  'second',
  'secret',
] as const

/** Rows in one statement: the fastest size that was measured. */
const AT_ONCE = 50

export interface Stored {
  readonly acknowledged: number
  readonly stored: number
  /** Rows that were new. */
  readonly added: number
}

/** A row's values in the order of ROW_COLUMNS. */
export function parametersOf(
  installation: number,
  row: DecodedRow,
  person: number | null,
  received: number,
): (string | number | Uint8Array | null)[] {
  return [
    installation,
    row.seq,
    row.at,
    received,
    row.kind,
    person,
    row.personFrom,
    row.host,
    row.categories,
    row.action,
    row.reason,
    row.target,
    row.first,
    row.second,
    row.secret,
  ]
}

/** The text of an insert of `count` rows. */
export const insertText = (count: number): string => {
  const row = `(${ROW_COLUMNS.map(() => '?').join(', ')})`
  return `INSERT INTO rows (${ROW_COLUMNS.join(', ')}) VALUES ${Array<string>(count).fill(row).join(', ')}`
}
const FULL = `${insertText(AT_ONCE)} ON CONFLICT DO NOTHING`

/** Stores a decoded batch of the installation with this id and moves its acknowledgement on. */
export async function storeBatch(
  db: Database,
  people: People,
  id: number,
  batch: DecodedBatch,
  now: number,
): Promise<Stored> {
  const { numbers, result } = await db.transaction().execute(async (trx) => {
    const numbers = await people.numbersOf(trx, batch.people)
    const added = await insertRows(trx, id, batch, numbers, now)
    await keepUnreadable(trx, id, batch)
    const before = await trx
      .selectFrom('installations')
      .select(['written', 'stored', 'acknowledged', 'behind_since'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const highest = batch.rows.reduce((most, row) => Math.max(most, row.seq), before.stored)
    const written = Math.max(before.written, batch.written, highest)
    await keepLost(trx, id, batch, written)
    const acknowledged = await advance(trx, id, before.acknowledged)
    const behind_since = acknowledged >= written ? null : (before.behind_since ?? now)
    await trx
      .updateTable('installations')
      .set({ written, stored: highest, acknowledged, behind_since, last_seen: now })
      .where('id', '=', id)
      .execute()
    return { numbers, result: { acknowledged, stored: highest, added } }
  })
  people.remember(numbers)
  return result
}

async function insertRows(
  db: Database,
  id: number,
  batch: DecodedBatch,
  numbers: ReadonlyMap<string, number>,
  now: number,
): Promise<number> {
  const byIndex = batch.people.map((p) => numbers.get(p.lookup) ?? null)
  let added = 0n
  for (let i = 0; i < batch.rows.length; i += AT_ONCE) {
    const rows = batch.rows.slice(i, i + AT_ONCE)
    const parameters = rows.flatMap((row) => parametersOf(id, row, byIndex[row.person] ?? null, now))
    const text = rows.length === AT_ONCE ? FULL : `${insertText(rows.length)} ON CONFLICT DO NOTHING`
    const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, parameters))
    added += numAffectedRows ?? 0n
  }
  return Number(added)
}

async function keepUnreadable(db: Database, id: number, batch: DecodedBatch): Promise<void> {
  for (const { row, problem, key } of batch.unreadable) {
    // Only where the row itself is the unreadable one: what was read before stays read.
    const there = await db
      .selectFrom('rows')
      .select('kind')
      .where('installation', '=', id)
      .where('seq', '=', row.seq)
      .executeTakeFirst()
    if (there?.kind !== 'unreadable') continue
    await db
      .insertInto('unreadable')
      .values({
        installation: id,
        seq: row.seq,
        problem,
        session_key: row.key,
        enc: key?.enc ?? null,
        wrapped: key?.wrapped ?? null,
        nonce: row.nonce,
        sealed: Buffer.from(row.sealed, 'base64url'),
      })
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

/** Lost ranges, never beyond what was written: a broken device must not acknowledge its own future. */
async function keepLost(db: Database, id: number, batch: DecodedBatch, written: number): Promise<void> {
  for (const { seq, from, to, reason } of batch.lost) {
    if (from > written) continue
    await db
      .insertInto('lost')
      .values({ installation: id, from_seq: from, to_seq: Math.min(to, written), said_by: seq, reason })
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

const SCAN = 1000

/** The highest number up to which every row is stored or known to be lost. */
export async function advance(db: Database, id: number, from: number): Promise<number> {
  let acknowledged = from
  for (;;) {
    const next = await db
      .selectFrom('rows')
      .select('seq')
      .where('installation', '=', id)
      .where('seq', '>', acknowledged)
      .orderBy('seq')
      .limit(SCAN)
      .execute()
    let i = 0
    while (next[i]?.seq === acknowledged + 1) {
      acknowledged += 1
      i += 1
    }
    if (i === SCAN) continue
    const lost = await db
      .selectFrom('lost')
      .select((e) => e.fn.max('to_seq').as('to'))
      .where('installation', '=', id)
      .where('from_seq', '<=', acknowledged + 1)
      .where('to_seq', '>', acknowledged)
      .executeTakeFirst()
    if (lost?.to == null) return acknowledged
    acknowledged = lost.to
  }
}
