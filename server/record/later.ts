/** What was said of visits later, how long and which titles, for a page of rows at once. */
import { setImmediate } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import { ROW_COLUMNS, type StoredRow } from './gathered.ts'

/** How far after a visit its length and titles are looked for, in numbers of its installation. */
const REACH = 500
/** Numbers gone through in one query: some milliseconds of the event loop. */
const LONGEST = 2_000

type Row = StoredRow & { readonly installation: number }

/** By row, in the order in which `Gathered` takes them: the newest first. */
export async function laterOf(
  db: Database,
  rows: readonly Row[],
): Promise<(row: Row) => readonly StoredRow[]> {
  const found = new Map<string, StoredRow[]>()
  for (const { installation, person, from, to, seqs } of stretchesOf(rows)) {
    const later = await db
      .selectFrom('rows')
      .select(ROW_COLUMNS)
      .where('installation', '=', installation)
      .where('seq', '>', from)
      .where('seq', '<=', to)
      .where('kind', 'in', ['stay', 'title'])
      .where('person', '=', person)
      .orderBy('seq', 'desc')
      .execute()
    for (const row of later) {
      const of = row.first
      // Of another row, or too far behind its own.
      if (of === null || !seqs.has(of) || row.seq > of + REACH) continue
      const key = `${installation} ${of}`
      const all = found.get(key)
      if (all) all.push(row)
      else found.set(key, [row])
    }
    await setImmediate()
  }
  return ({ installation, seq }) => found.get(`${installation} ${seq}`) ?? []
}

interface Stretch {
  readonly installation: number
  readonly person: number | null
  readonly from: number
  to: number
  readonly seqs: Set<number>
}

/** Numbers that lie near each other are gone through once, not once for each row. */
function stretchesOf(rows: readonly Row[]): Stretch[] {
  const stretches: Stretch[] = []
  const sorted = rows.toSorted((a, b) => a.installation - b.installation || a.seq - b.seq)
  for (const { installation, person, seq } of sorted) {
    const last = stretches.at(-1)
    const isNear = last !== undefined && seq <= last.to && seq - last.from <= LONGEST
    if (isNear && last.installation === installation && last.person === person) {
      last.to = seq + REACH
      last.seqs.add(seq)
    } else stretches.push({ installation, person, from: seq, to: seq + REACH, seqs: new Set([seq]) })
  }
  return stretches
}
