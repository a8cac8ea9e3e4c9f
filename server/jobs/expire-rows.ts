/** Rows that are older than their kind is kept. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { holdsInForce, isHeld } from '../evidence/holds.ts'
import type { Cuts } from '../keeping/keeping.ts'
import { KIND_OF } from './limits.ts'
import { empty, type Pair, remove } from './remove-rows.ts'
import type { Steps } from './steps.ts'

/** Kinds of which some rows are worrying. */
export const WORRYING_KINDS: readonly string[] = ['blocked', 'warned', 'search']

/** What sounded as if somebody were not safe, or was on a list of illegal content: rows of these kinds alone. */
export const WORRYING = sql<number>`(rows.kind IN (${sql.join(WORRYING_KINDS.map((kind) => sql.lit(kind)))}) AND (EXISTS (SELECT 1 FROM alert_signals WHERE alert_signals.installation = rows.installation
    AND alert_signals.seq = rows.seq)
  OR EXISTS (SELECT 1 FROM locked_hits WHERE locked_hits.installation = rows.installation AND locked_hits.seq = rows.seq)))`

/**
 * Deletes every row that is older than its kind is kept and that no hold covers. Finds the oldest, and goes on along the
 * rows of its installation, which lie together, for as long as there is something to delete.
 */
export async function expireRows(steps: Steps, cuts: Cuts, now: number): Promise<number> {
  let rows = 0
  const gone = { reason: 'kept', now } as const
  const { safety } = cuts.of
  const isOld = (row: Aged): boolean =>
    row.at < (row.worrying === 1 ? Math.min(cuts.before(row.kind), safety) : cuts.before(row.kind))
  for (const kind of Object.keys(KIND_OF)) {
    const before = cuts.before(kind)
    let next: Pair | undefined
    let from: Oldest = { at: -1, installation: 0, seq: 0, person: null }
    await steps.repeat(async (trx, size) => {
      // In each step: a night's work is long, and a hold that is made meanwhile holds.
      const holds = await holdsInForce(trx, now)
      if (next === undefined) {
        const oldest = await oldestFrom(trx, kind, { from, before, safety, size })
        const found = oldest.find((row) => !isHeld(holds, row))
        from = found ?? oldest.at(-1) ?? from
        if (found === undefined) return oldest.length === size
        next = found
      }
      const { installation, seq } = next
      const along = await sql<Aged>`
        SELECT rows.installation, seq, kind, at, rows.person, seq <= acknowledged AS acknowledged,
          ${WORRYING} AS worrying FROM rows
        JOIN installations ON installations.id = rows.installation
        WHERE rows.installation = ${installation} AND seq >= ${seq} ORDER BY seq LIMIT ${size}`.execute(trx)
      const old = along.rows.filter((row) => isOld(row) && !isHeld(holds, row))
      await remove(
        trx,
        old.filter((row) => row.acknowledged),
        gone,
      )
      await empty(
        trx,
        old.filter((row) => !row.acknowledged),
        gone,
      )
      rows += old.length
      const last = along.rows.at(-1)
      const more = old.length > 0 && along.rows.length === size && last
      next = more ? { installation, seq: last.seq + 1 } : undefined
      return true
    })
  }
  return rows
}

type Oldest = Pair & { readonly at: number; readonly person: number | null }
type Aged = Oldest & { readonly kind: string; readonly acknowledged: number; readonly worrying: number }

interface Span {
  readonly from: Oldest
  readonly before: number
  /** What is worrying and not older than this stays. */
  readonly safety: number
  readonly size: number
}

/** Rows of a kind in the order of their age, from one of them on: what is held is not gone through again. */
async function oldestFrom(
  trx: Database,
  kind: string,
  { from, before, safety, size }: Span,
): Promise<Oldest[]> {
  const { rows } = await sql<Oldest>`
    SELECT at, installation, seq, person FROM rows WHERE kind = ${kind} AND at < ${before} AND at >= ${from.at}
    AND (at, installation, seq) > (${from.at}, ${from.installation}, ${from.seq})
    AND (at < ${safety} OR NOT ${WORRYING})
    ORDER BY at, installation, seq LIMIT ${size}`.execute(trx)
  return rows
}
