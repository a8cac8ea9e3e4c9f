/** What was opened or paused for somebody: on record for as long as requests are, and then gone. */
import { sql } from 'kysely'
import type { Steps } from './steps.ts'

/** Before people are forgotten: a person is somebody for as long as one of these is about them. */
export const forgetExceptions = (steps: Steps, before: number): Promise<void> =>
  steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM policy_exceptions WHERE id IN
      (SELECT id FROM policy_exceptions WHERE coalesce(ended, until) < ${before} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
