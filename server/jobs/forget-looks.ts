/** The viewing log: that somebody looked at a pupil's record is kept for as long as anything is, and then gone. */
import { sql } from 'kysely'
import { LONGEST } from './limits.ts'
import type { Steps } from './steps.ts'

/** Before people are forgotten: whom a look was at is somebody for as long as it is on record. Returns how many. */
export async function forgetLooks(steps: Steps, now: number): Promise<number> {
  let looks = 0n
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM record_looks WHERE id IN
      (SELECT id FROM record_looks WHERE at < ${now - LONGEST} AND NOT EXISTS (
        SELECT 1 FROM holds WHERE lifted IS NULL AND ends > ${now}
          AND (holds.person IS NULL OR holds.person = record_looks.person)) LIMIT ${size})`.execute(trx)
    looks += numAffectedRows
    return numAffectedRows > 0n
  })
  return Number(looks)
}
