/** Who agreed and what parents permitted: twelve months, and to the end of the school year it is for. */
import { sql } from 'kysely'
import { LONGEST } from './limits.ts'
import type { Steps } from './steps.ts'

/** Before people are forgotten. The texts stay: they say nothing about anybody. Returns how many were deleted. */
export async function forgetAgreement(steps: Steps, now: number): Promise<number> {
  let forgotten = 0n
  for (const [name, since] of [
    ['agreement_given', 'received'],
    ['agreement_permissions', 'at'],
  ] as const) {
    const table = sql.table(name)
    await steps.repeat(async (trx, size) => {
      const { numAffectedRows = 0n } = await sql`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table}
        WHERE ${sql.ref(since)} < ${now - LONGEST} AND until < ${now} LIMIT ${size})`.execute(trx)
      forgotten += numAffectedRows
      return numAffectedRows > 0n
    })
  }
  await steps.repeat(async (trx) => {
    await trx.deleteFrom('agreement_plans').where('expires', '<=', now).execute()
    return false
  })
  return Number(forgotten)
}
