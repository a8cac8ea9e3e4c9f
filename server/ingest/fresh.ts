/** What a batch says that is not settled yet. */
import type { Database } from '../db/open.ts'
import type { DecodedBatch } from './decode.ts'
import { PERSON_AT, type Value, WIDTH } from './row-values.ts'

interface Before {
  readonly acknowledged: number
  /** The highest number that is stored. */
  readonly stored: number
}

/**
 * The batch without numbers that were acknowledged or emptied. A repeat of them says nothing new, and their rows may
 * have been kept long enough, or erased: they must not come back, nor the names in them, nor what was noticed in them.
 */
export async function freshOf(
  db: Database,
  id: number,
  batch: DecodedBatch,
  before: Before,
): Promise<DecodedBatch> {
  const emptied = await emptiedAmong(db, id, batch, before)
  return without(batch, (seq) => seq <= before.acknowledged || emptied.has(seq))
}

/** Numbers above a gap of whose rows nothing else is left. An ordinary batch asks nothing. */
async function emptiedAmong(
  db: Database,
  id: number,
  { seqs }: DecodedBatch,
  { acknowledged, stored }: Before,
): Promise<ReadonlySet<number>> {
  const maybe = seqs.filter((seq) => seq > acknowledged && seq <= stored)
  if (maybe.length === 0) return new Set()
  const rows = await db
    .selectFrom('rows')
    .select('seq')
    .where('installation', '=', id)
    .where('seq', 'in', maybe)
    .where('kind', '=', 'expired')
    .execute()
  return new Set(rows.map(({ seq }) => seq))
}

function without(batch: DecodedBatch, isSettled: (seq: number) => boolean): DecodedBatch {
  if (!batch.seqs.some(isSettled)) return batch
  const values: Value[] = []
  const people: DecodedBatch['people'][number][] = []
  const places = new Map<number, number>()
  for (const [i, seq] of batch.seqs.entries()) {
    if (isSettled(seq)) continue
    const row = batch.values.slice(i * WIDTH, (i + 1) * WIDTH)
    const index = row[PERSON_AT]
    if (typeof index === 'number') {
      const person = batch.people[index]
      if (person && !places.has(index)) places.set(index, people.push(person) - 1)
      row[PERSON_AT] = places.get(index) ?? null
    }
    values.push(...row)
  }
  return {
    ...batch,
    written: batch.written,
    seqs: batch.seqs.filter((seq) => !isSettled(seq)),
    values,
    people,
    unreadable: batch.unreadable.filter(({ row }) => !isSettled(row.seq)),
    lost: batch.lost.filter(({ seq }) => !isSettled(seq)),
    found: freshAmong(batch.found, isSettled, places),
    locked: freshAmong(batch.locked, isSettled, places),
    signals: freshAmong(batch.signals, isSettled, places),
  }
}

/** @param places where a person of the whole batch stands among those that are left */
const freshAmong = <T extends { readonly seq: number; readonly person: number | null }>(
  some: readonly T[],
  isSettled: (seq: number) => boolean,
  places: ReadonlyMap<number, number>,
): T[] =>
  some
    .filter(({ seq }) => !isSettled(seq))
    .map((one) => ({ ...one, person: one.person === null ? null : (places.get(one.person) ?? null) }))
