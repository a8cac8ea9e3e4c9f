/** What was opened or paused for somebody: on record for as long as anything is, and then gone. */
import { sql } from 'kysely'
import { LONGEST } from './limits.ts'
import type { Steps } from './steps.ts'

/** Before people are forgotten: a person is somebody for as long as one of these is about them. */
export const forgetExceptions = (steps: Steps, now: number): Promise<void> =>
  steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM policy_exceptions WHERE id IN
      (SELECT id FROM policy_exceptions WHERE coalesce(ended, until) < ${now - LONGEST} LIMIT ${size})`.execute(
      trx,
    )
    return numAffectedRows > 0n
  })
