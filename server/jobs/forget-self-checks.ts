/** Self-checks: proof for the yearly review, and then gone. */
import { sql } from 'kysely'
import { KEPT_BESIDE } from './limits.ts'
import type { Steps } from './steps.ts'

export const forgetSelfChecks = (steps: Steps, now: number): Promise<void> =>
  steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM self_checks WHERE id IN
      (SELECT id FROM self_checks WHERE received < ${now - KEPT_BESIDE.selfCheck} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
