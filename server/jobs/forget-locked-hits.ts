/** Entries of locked lists that somebody came upon: on record for as long as the rows they came with. */
import { sql } from 'kysely'
import { LONGEST } from './limits.ts'
import type { Steps } from './steps.ts'

export async function forgetLockedHits(steps: Steps, now: number): Promise<void> {
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM locked_hits WHERE (installation, seq) IN
      (SELECT installation, seq FROM locked_hits WHERE received < ${now - LONGEST} LIMIT ${size})`.execute(
      trx,
    )
    return numAffectedRows > 0n
  })
}
