/** Entries of locked lists that somebody came upon: on record for as long as the rows they came with, however those went. */
import { sql } from 'kysely'
import type { Pair } from './remove-rows.ts'
import type { Steps } from './steps.ts'

export async function forgetLockedHits(steps: Steps): Promise<void> {
  let last: Pair = { installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const page = await sql<Pair & { there: number }>`
      SELECT installation, seq, EXISTS (SELECT 1 FROM rows WHERE rows.installation = locked_hits.installation
        AND rows.seq = locked_hits.seq AND rows.kind != 'expired') AS there FROM locked_hits
      WHERE (installation, seq) > (${last.installation}, ${last.seq})
      ORDER BY installation, seq LIMIT ${size}`.execute(trx)
    const gone = page.rows.filter((one) => one.there === 0).map((one) => [one.installation, one.seq])
    if (gone.length > 0)
      await sql`DELETE FROM locked_hits WHERE (installation, seq) IN
        (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`.execute(trx)
    last = page.rows.at(-1) ?? last
    return page.rows.length === size
  })
}
