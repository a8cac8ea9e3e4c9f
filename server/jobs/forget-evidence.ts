/**
 * What rows are proved by. A batch none of whose rows is left keeps which they were, by which its day can still be proved, and
 * loses their digests; after twelve months the day's head alone stays. So do holds and erasures that are long over.
 */
import { sql } from 'kysely'
import { LONGEST, ORDINARY } from './limits.ts'
import type { Steps } from './steps.ts'

export async function forgetEvidence(steps: Steps, now: number): Promise<void> {
  let last = 0
  await steps.repeat(async (trx, size) => {
    const page = await sql<{ id: number; bare: number }>`SELECT id, NOT EXISTS (SELECT 1 FROM rows
        WHERE rows.installation = evidence_entries.installation AND rows.seq BETWEEN evidence_entries.first AND evidence_entries.last
        AND salt IS NOT NULL) AS bare
      FROM evidence_entries WHERE id > ${last} AND at < ${now - ORDINARY} AND body IS NOT NULL
      ORDER BY id LIMIT ${size}`.execute(trx)
    const bare = page.rows.filter((row) => row.bare).map(({ id }) => id)
    if (bare.length > 0)
      await trx.updateTable('evidence_entries').set({ body: null }).where('id', 'in', bare).execute()
    last = page.rows.at(-1)?.id ?? last
    return page.rows.length === size
  })
  await steps.repeat(async (trx, size) => {
    // A row that is held is proved by its own day, so that day's entries stay with it.
    const { numAffectedRows = 0n } =
      await sql`DELETE FROM evidence_entries WHERE id IN (SELECT id FROM evidence_entries
      WHERE id <= (SELECT max(last) FROM evidence_days AS day WHERE closed < ${now - LONGEST} AND NOT EXISTS (
        SELECT 1 FROM evidence_entries AS held WHERE held.id <= day.last AND held.body IS NOT NULL)) ORDER BY id LIMIT ${size})`.execute(
        trx,
      )
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx) => {
    await sql`DELETE FROM holds WHERE coalesce(lifted, ends) < ${now - LONGEST}`.execute(trx)
    await sql`DELETE FROM erasures WHERE (confirmed IS NULL AND expires < ${now}) OR done < ${now - LONGEST}`.execute(
      trx,
    )
    return false
  })
}
