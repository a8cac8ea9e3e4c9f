/** Concerns that were closed long ago. One that nobody has closed stays, however old it is. */
import { sql } from 'kysely'
import { CONCERN_KEPT } from './limits.ts'
import type { Steps } from './steps.ts'

/** Their content, answers and record go with them. Returns how many. */
export async function forgetConcerns(steps: Steps, now: number): Promise<number> {
  let forgotten = 0
  await steps.repeat(async (trx) => {
    // One at a time: each may be a megabyte.
    const { numAffectedRows = 0n } = await sql`DELETE FROM concerns WHERE id IN
      (SELECT id FROM concerns WHERE state = 'closed' AND changed < ${now - CONCERN_KEPT} LIMIT 1)`.execute(
      trx,
    )
    forgotten += Number(numAffectedRows)
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx) => {
    await trx.deleteFrom('safeguarding_codes').where('until', '<=', now).execute()
    return false
  })
  return forgotten
}
