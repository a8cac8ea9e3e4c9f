/** What the guard found: on record for as long as the rows it came with, and then gone with what was decided about it. */
import { sql } from 'kysely'
import { LONGEST } from './limits.ts'
import type { Steps } from './steps.ts'

/**
 * What was put right for good holds until somebody takes it back: such a place stays, without what was found there.
 * `before`: what was found earlier goes, as the stops do that it came with.
 */
export async function forgetFound(steps: Steps, before: number, now: number): Promise<void> {
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM findings WHERE (place, installation, day) IN
      (SELECT place, installation, day FROM findings WHERE received < ${before} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM found_places WHERE id IN
      (SELECT id FROM found_places WHERE NOT EXISTS (SELECT 1 FROM findings WHERE place = found_places.id)
        AND NOT EXISTS (SELECT 1 FROM found_decisions WHERE place = found_places.id
          AND (until IS NULL AND ended IS NULL OR coalesce(ended, until) > ${now - LONGEST})) LIMIT ${size})`.execute(
      trx,
    )
    return numAffectedRows > 0n
  })
}
