/**
 * Stores first, then acknowledges. One transaction a batch; a row that is there already stays as it is, so repeats
 * and overlapping deliveries are harmless. Another row under the same number is no repeat: see forks.ts.
 */
import { CompiledQuery } from 'kysely'
import { keepSignals } from '../alerts/keep-signals.ts'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { keepProof } from '../evidence/entries.ts'
import { keepSights, withoutRivals } from '../found/keep.ts'
import { keepLockedHits } from '../lists/locked-hits.ts'
import type { DecodedBatch } from './decode.ts'
import { PERSON_AT, ROW_COLUMNS, WIDTH } from './row-values.ts'
import { forkedIn, keepForks } from './forks.ts'
import { freshOf } from './fresh.ts'
import { heldAmong } from './held.ts'

/** Rows in one statement: the fastest size that was measured. */
const AT_ONCE = 100

export interface Stored {
  readonly acknowledged: number
  readonly stored: number
  /** Rows that were new. */
  readonly added: number
  /** New rows that could not be opened. */
  readonly unreadable: number
  /** The guard found something that was not known. */
  readonly found: boolean
  /** Somebody came upon an entry of a locked list. */
  readonly locked: boolean
  /** A row is about a worrying theme. */
  readonly signals: boolean
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
  sent: DecodedBatch,
  now: number,
): Promise<Stored> {
  const since = people.generation
  const { numbers, result } = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('installations')
      .select(['written', 'stored', 'acknowledged', 'behind_since'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { there, emptied } = await heldAmong(trx, id, sent, before)
    const batch = freshOf(sent, before.acknowledged, emptied)
    const numbers = await people.numbersOf(trx, batch.people)
    const added = await insertRows(trx, batch, numbers)
    // Only a batch that brought numbers which were there already can hold another row under one of them.
    const forked = added === sent.seqs.length ? new Set<number>() : await forkedIn(trx, id, sent)
    if (added > 0) await keepProof(trx, id, sent, there, now)
    const unreadable = await keepUnreadable(trx, id, batch)
    const highest = batch.seqs.reduce((most, seq) => Math.max(most, seq), before.stored)
    const written = Math.max(before.written, batch.written, highest)
    // What a rival row says is lost moves no count.
    await keepLost(trx, id, withoutRivals(batch.lost, sent, forked), written)
    const acknowledged = await advance(trx, id, before.acknowledged, new Set(batch.seqs))
    const behind_since = acknowledged >= written ? null : (before.behind_since ?? now)
    await trx
      .updateTable('installations')
      .set({ written, stored: highest, acknowledged, behind_since, last_seen: now })
      .where('id', '=', id)
      .execute()
    const personOf = (index: number | null) => numbers.get(batch.people[index ?? -1]?.lookup ?? '') ?? null
    const found = await keepSights(trx, id, withoutRivals(batch.found, sent, forked), personOf, now)
    const locked = await keepLockedHits(trx, id, withoutRivals(batch.locked, sent, forked), personOf, now)
    const signals = await keepSignals(trx, id, withoutRivals(batch.signals, sent, forked), personOf, now)
    const rivals = forked.size > 0 ? await keepForks(trx, id, people, sent, forked, now) : []
    return {
      numbers: new Map([...numbers, ...rivals]),
      result: { acknowledged, stored: highest, added, unreadable, found, locked, signals },
    }
  })
  people.remember(numbers, since)
  return result
}

async function insertRows(
  db: Database,
  batch: DecodedBatch,
  numbers: ReadonlyMap<string, number>,
): Promise<number> {
  const byIndex = batch.people.map((p) => numbers.get(p.lookup) ?? null)
  const values = batch.values.slice()
  for (let at = PERSON_AT; at < values.length; at += WIDTH) {
    const index = values[at]
    if (typeof index === 'number') values[at] = byIndex[index] ?? null
  }
  let added = 0n
  for (let i = 0; i < values.length; i += AT_ONCE * WIDTH) {
    const parameters = values.slice(i, i + AT_ONCE * WIDTH)
    const count = parameters.length / WIDTH
    const text = count === AT_ONCE ? FULL : `${insertText(count)} ON CONFLICT DO NOTHING`
    const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, parameters))
    added += numAffectedRows ?? 0n
  }
  return Number(added)
}

/** @returns how many were not there yet */
async function keepUnreadable(db: Database, id: number, batch: DecodedBatch): Promise<number> {
  let kept = 0n
  for (const { row, problem, key } of batch.unreadable) {
    // Only where the row itself is the unreadable one: what was read before stays read.
    const there = await db
      .selectFrom('rows')
      .select('kind')
      .where('installation', '=', id)
      .where('seq', '=', row.seq)
      .executeTakeFirst()
    if (there?.kind !== 'unreadable') continue
    const { numInsertedOrUpdatedRows } = await db
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
      .executeTakeFirst()
    kept += numInsertedOrUpdatedRows ?? 0n
  }
  return Number(kept)
}

/** Lost ranges, never beyond what was written: a broken device must not acknowledge its own future. */
async function keepLost(
  db: Database,
  id: number,
  lost: DecodedBatch['lost'],
  written: number,
): Promise<void> {
  for (const { seq, from, to, reason } of lost) {
    if (from > written) continue
    await db
      .insertInto('lost')
      .values({ installation: id, from_seq: from, to_seq: Math.min(to, written), said_by: seq, reason })
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

const SCAN = 1000

/**
 * The highest number up to which every row is stored or known to be lost. `known` are numbers that the caller has
 * just stored: the ordinary batch goes on where the last one ended and needs no scan.
 */
export async function advance(
  db: Database,
  id: number,
  from: number,
  known: ReadonlySet<number> = new Set(),
): Promise<number> {
  let acknowledged = from
  for (;;) {
    while (known.has(acknowledged + 1)) acknowledged += 1
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
