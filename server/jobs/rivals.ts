/**
 * Rival rows (see ingest/forks.ts) that go. Its number and mark stay for as long as the row that came first is there: without
 * them a device that sends its rows again would bring the rival back, with the name in it.
 */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { holdsInForce, isHeld } from '../evidence/holds.ts'
import type { Cuts } from '../keeping/keeping.ts'
import type { Pair } from './remove-rows.ts'
import type { Steps } from './steps.ts'

export interface Rival extends Pair {
  readonly mark: number
}

/** Leaves number and mark of them, and nothing else. */
export async function emptyRivals(trx: Database, rivals: readonly Rival[]): Promise<void> {
  await sql`UPDATE forks SET kind = 'expired', at = 0, received = 0, person = NULL, person_from = NULL, host = NULL,
    categories = NULL, action = NULL, reason = NULL, target = NULL, first = NULL, second = NULL, secret = NULL,
    salt = NULL WHERE (installation, seq, mark) IN ${marks(rivals)}`.execute(trx)
}

/** Empties those that were kept as long as rows of their kind are, and that no hold covers. Returns how many. */
export async function expireRivals(steps: Steps, cuts: Cuts, now: number): Promise<number> {
  let rows = 0
  await eachRival(steps, async (trx, page) => {
    const holds = await holdsInForce(trx, now)
    const old = page.filter((row) => row.at < cuts.before(row.kind) && !isHeld(holds, row))
    await emptyRivals(trx, old)
    rows += old.length
  })
  return rows
}

/** Deletes the bare numbers of rivals to whose row nothing can be a rival any more. */
export const dropRivalNumbers = (steps: Steps): Promise<void> =>
  eachRival(steps, async (trx, page) => {
    const bare = page.filter(({ kind, isFirstThere }) => kind === 'expired' && isFirstThere === 0)
    await sql`DELETE FROM forks WHERE (installation, seq, mark) IN ${marks(bare)}`.execute(trx)
  })

interface KeptRival extends Rival {
  readonly kind: string
  readonly at: number
  readonly person: number | null
  /** The row that came first under the number is there. */
  readonly isFirstThere: number
}

async function eachRival(
  steps: Steps,
  work: (trx: Database, page: readonly KeptRival[]) => Promise<void>,
): Promise<void> {
  let last: Rival = { installation: 0, seq: 0, mark: -1 }
  await steps.repeat(async (trx, size) => {
    const { rows: page } = await sql<KeptRival>`
      SELECT installation, seq, mark, kind, at, person, EXISTS (SELECT 1 FROM rows WHERE rows.installation = forks.installation
        AND rows.seq = forks.seq AND rows.mark IS NOT NULL) AS isFirstThere FROM forks
      WHERE (installation, seq, mark) > (${last.installation}, ${last.seq}, ${last.mark})
      ORDER BY installation, seq, mark LIMIT ${size}`.execute(trx)
    await work(trx, page)
    last = page.at(-1) ?? last
    return page.length === size
  })
}

const marks = (rivals: readonly Rival[]) =>
  sql`(SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(
    rivals.map(({ installation, seq, mark }) => [installation, seq, mark]),
  )}))`
