/** What a batch says that is not settled yet. */
import type { DecodedBatch } from './decode.ts'
import { PERSON_AT, type Value, WIDTH } from './row-values.ts'

/**
 * The batch without numbers that were acknowledged or emptied. A repeat of them says nothing new, and their rows may
 * have been kept long enough, or erased: they must not come back, nor the names in them, nor what was noticed in them.
 */
export const freshOf = (
  batch: DecodedBatch,
  acknowledged: number,
  emptied: ReadonlySet<number>,
): DecodedBatch => without(batch, (seq) => seq <= acknowledged || emptied.has(seq))

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
