/** What a batch says that is not settled yet. */
import type { DecodedBatch } from './decode.ts'
import { PERSON_AT, type Value, WIDTH } from './row-values.ts'

/**
 * The batch without numbers that were acknowledged. A repeat of them says nothing new, and some of their rows may
 * have been kept long enough and deleted: they must not come back, nor the names in them.
 */
export function freshOf(batch: DecodedBatch, acknowledged: number): DecodedBatch {
  if (batch.seqs.every((seq) => seq > acknowledged)) return batch
  const values: Value[] = []
  const people: DecodedBatch['people'][number][] = []
  const places = new Map<number, number>()
  for (const [i, seq] of batch.seqs.entries()) {
    if (seq <= acknowledged) continue
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
    seqs: batch.seqs.filter((seq) => seq > acknowledged),
    values,
    people,
    unreadable: batch.unreadable.filter(({ row }) => row.seq > acknowledged),
    lost: batch.lost.filter(({ seq }) => seq > acknowledged),
    found: freshAmong(batch.found, acknowledged, places),
    locked: freshAmong(batch.locked, acknowledged, places),
    signals: freshAmong(batch.signals, acknowledged, places),
  }
}

/** @param places where a person of the whole batch stands among those that are left */
const freshAmong = <T extends { readonly seq: number; readonly person: number | null }>(
  some: readonly T[],
  acknowledged: number,
  places: ReadonlyMap<number, number>,
): T[] =>
  some
    .filter(({ seq }) => seq > acknowledged)
    .map((one) => ({ ...one, person: one.person === null ? null : (places.get(one.person) ?? null) }))
