/** Which rows could travel next, read from the database. */
import type { KerbDatabase, Loss, StoredRow } from './database.ts'

/** Rows that travel ahead of the others in one batch. */
const MOST_AHEAD = 100

/**
 * What follows the acknowledged number, but for what is to be passed over; ahead of it urgent rows, and the `lost` rows
 * without which the server could not count on past a hole.
 */
export async function candidates(
  db: KerbDatabase,
  acknowledged: number,
  limit: number,
  passed: ReadonlySet<number>,
): Promise<StoredRow[]> {
  const rest = await following(db, acknowledged, limit, passed)
  const horizon = rest.at(-1)?.seq ?? Infinity
  const losses = await openLosses(db, acknowledged)
  const needed = losses.filter((loss) => loss.from <= horizon + 1).map((loss) => loss.seq)
  const early = [
    ...(await urgentAbove(db, acknowledged, passed)),
    ...needed.filter((seq) => !passed.has(seq)),
  ]
  const ahead = await db.rows.bulkGet([...new Set(early)].slice(0, MOST_AHEAD))
  const first = ahead.filter((row) => row !== undefined)
  const taken = new Set(first.map((row) => row.seq))
  return [...first, ...rest.filter((row) => !taken.has(row.seq))].slice(0, limit)
}

/** The first rows above a number. Without a filter on the query: that would make it a cursor, ten times as slow. */
async function following(
  db: KerbDatabase,
  above: number,
  limit: number,
  passed: ReadonlySet<number>,
): Promise<readonly StoredRow[]> {
  const first = passed.size < limit ? above + 1 : await firstAbove(db, above, passed)
  if (first === undefined) return []
  const rows = await db.rows
    .where('seq')
    .aboveOrEqual(first)
    .limit(limit + Math.min(passed.size, limit))
    .toArray()
  return rows.filter(({ seq }) => !passed.has(seq)).slice(0, limit)
}

/** By numbers alone: whole batches may have to be passed over. */
async function firstAbove(
  db: KerbDatabase,
  above: number,
  passed: ReadonlySet<number>,
): Promise<number | undefined> {
  const seqs = await db.rows
    .where('seq')
    .above(above)
    .limit(passed.size + 1)
    .primaryKeys()
  return seqs.find((seq) => !passed.has(seq))
}

/** Numbers of urgent rows that travel ahead. */
export async function urgentAbove(
  db: KerbDatabase,
  acknowledged: number,
  passed: ReadonlySet<number>,
): Promise<number[]> {
  const urgent = db.rows.where('urgent').above(acknowledged)
  const seqs = await urgent.limit(MOST_AHEAD + passed.size).primaryKeys()
  return seqs.filter((seq) => !passed.has(seq)).slice(0, MOST_AHEAD)
}

/** Losses that the server's count has not passed yet, lowest first. */
export async function openLosses(db: KerbDatabase, acknowledged: number): Promise<Loss[]> {
  const losses = await db.losses.where('seq').above(acknowledged).toArray()
  return losses.filter((loss) => loss.to > acknowledged).sort((a, b) => a.from - b.from)
}
