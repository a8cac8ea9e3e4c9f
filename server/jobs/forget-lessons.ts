/** What teachers keep and ask for beside lessons: gone when its time, or its owner, is. */
import { sql } from 'kysely'
import type { Steps } from './steps.ts'

/**
 * After people are forgotten: sets of sites stay for as long as their owner is anybody, with the role or without.
 * `before`: what was asked for earlier goes.
 */
export async function forgetLessons(steps: Steps, before: number, now: number): Promise<void> {
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM site_requests WHERE id IN
      (SELECT id FROM site_requests WHERE at < ${before} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM site_sets WHERE id IN
      (SELECT id FROM site_sets WHERE person NOT IN (SELECT person FROM people) LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx) => {
    await trx.deleteFrom('lesson_codes').where('until', '<=', now).execute()
    return false
  })
}
