/** Pages that pupils asked for, and what was opened: on record for as long as the school has set, and then gone. */
import { sql } from 'kysely'
import type { Steps } from './steps.ts'

/** Before people are forgotten: a person is somebody for as long as a request of theirs is on record. `before`: older than this goes. */
export async function forgetRequests(steps: Steps, before: number, now: number): Promise<number> {
  let requests = 0n
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM page_requests WHERE id IN
      (SELECT id FROM page_requests WHERE last < ${before}
        AND approval NOT IN (SELECT id FROM page_approvals WHERE until > ${now} AND ended IS NULL)
        OR last < ${before} AND approval IS NULL LIMIT ${size})`.execute(trx)
    requests += numAffectedRows
    return numAffectedRows > 0n
  })
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM page_approvals WHERE id IN
      (SELECT id FROM page_approvals WHERE coalesce(ended, until) < ${before} LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
  return Number(requests)
}
