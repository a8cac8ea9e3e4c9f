/** Self-checks: proof for the yearly review, and then gone. */
import { sql } from 'kysely'
import { KEPT_BESIDE } from './limits.ts'
import type { Steps } from './steps.ts'

export async function forgetSelfChecks(steps: Steps, now: number): Promise<void> {
  const before = now - KEPT_BESIDE.selfCheck
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM self_checks WHERE id IN
      (SELECT id FROM self_checks WHERE received < ${before} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx) => {
    await trx.deleteFrom('self_check_rounds').where('slot', '<', before).execute()
    return false
  })
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM self_check_asks WHERE run IN
      (SELECT run FROM self_check_asks WHERE asked < ${now - KEPT_BESIDE.selfCheckAsk} LIMIT ${size})`.execute(
      trx,
    )
    return numAffectedRows > 0n
  })
}
