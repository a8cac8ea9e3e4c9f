/**
 * Numbers that fork. A profile folder that was copied holds the device key, so two browsers write under one name and
 * number their rows from the same place on: different rows come under one number. The first to arrive stays in
 * `rows`, the others are kept beside it, and the installation is held until a person has looked.
 */
import { CompiledQuery } from 'kysely'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { unfold } from '../enrolment/endings.ts'
import type { DecodedBatch } from './decode.ts'
import { MARK_AT, PERSON_AT, ROW_COLUMNS, SEQ_AT, WIDTH } from './row-values.ts'

/** Rival rows kept of one installation: enough to look at, not a second store. Later ones are counted only. */
const MOST_KEPT = 5000

const INSERT = `INSERT INTO forks (${ROW_COLUMNS.join(', ')})
  VALUES (${ROW_COLUMNS.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`

/**
 * Which rows of a batch, by their place in it, are not the ones that are stored under their numbers. Call it after
 * the batch was inserted. Numbers whose row is gone or has no mark are taken for repeats.
 */
export async function forkedIn(db: Database, id: number, batch: DecodedBatch): Promise<Set<number>> {
  const stored = new Map<number, number>()
  const rows = await db
    .selectFrom('rows')
    .select(['seq', 'mark'])
    .where('installation', '=', id)
    .where('seq', 'in', batch.seqs)
    .execute()
  for (const { seq, mark } of rows) if (mark !== null) stored.set(seq, mark)
  const forked = new Set<number>()
  for (const [i, seq] of batch.seqs.entries()) {
    const mark = stored.get(seq)
    if (mark !== undefined && mark !== batch.values[i * WIDTH + MARK_AT]) forked.add(i)
  }
  return forked
}

/**
 * Keeps the rival rows and holds the installation when any of them is new: after somebody has decided, only what
 * forks from then on holds it again. Returns the numbers of the people in them, to be remembered.
 */
export async function keepForks(
  db: Database,
  id: number,
  people: People,
  batch: DecodedBatch,
  forked: ReadonlySet<number>,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const known = await marksOf(db, id, batch, forked)
  const rivals = [...forked]
    .map((i) => batch.values.slice(i * WIDTH, (i + 1) * WIDTH))
    // One that is here, or was until it was erased or kept long enough, comes back with nothing: not with a name either.
    .filter((row) => !known.has(JSON.stringify([row[SEQ_AT], row[MARK_AT]])))
  const personOf = (row: (typeof rivals)[number]) => {
    const index = row[PERSON_AT]
    return typeof index === 'number' ? batch.people[index] : undefined
  }
  const numbers = await people.numbersOf(
    db,
    rivals.flatMap((row) => personOf(row) ?? []),
  )
  const { forks } = await db
    .selectFrom('installations')
    .select('forks')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  let added = 0
  for (const row of rivals) {
    if (forks + added >= MOST_KEPT) {
      added += 1
      continue
    }
    const person = personOf(row)
    const values = row.with(PERSON_AT, person ? (numbers.get(person.lookup) ?? null) : null)
    const { numAffectedRows } = await db.executeQuery(CompiledQuery.raw(INSERT, values))
    added += Number(numAffectedRows ?? 0n)
  }
  if (added === 0) return numbers
  await db
    .updateTable('installations')
    .set({ forks: forks + added })
    .where('id', '=', id)
    .execute()
  await db
    .updateTable('installations')
    .set({ state: 'held', state_reason: 'numbers-forked', state_since: now, contested_with: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'confirmed'])
    .execute()
  await unfold(db, id)
  return numbers
}

/** Rivals that are known already, as JSON of number and mark. */
async function marksOf(
  db: Database,
  id: number,
  { seqs }: Pick<DecodedBatch, 'seqs'>,
  forked: ReadonlySet<number>,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('forks')
    .select(['seq', 'mark'])
    .where('installation', '=', id)
    .where(
      'seq',
      'in',
      [...forked].flatMap((i) => seqs[i] ?? []),
    )
    .execute()
  return new Set(rows.map(({ seq, mark }) => JSON.stringify([seq, mark])))
}
