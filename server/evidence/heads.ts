/** The heads of days as they leave the server: to whom, and in which words. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { staffWith } from '../staff/with-role.ts'

/** Who is told each day's head: the safeguarding leads, and the governor whose account is the oldest. */
export async function anchorsOf(db: Database): Promise<{ leads: number[]; governor: number | null }> {
  const [governor = null] = await staffWith(db, 'governor')
  return { leads: await staffWith(db, 'dsl'), governor }
}

/** Days in one letter: who was not reached for a while still has each head. */
const DAYS_TOLD = 14

/** The last heads as a letter says them, the newest first. */
export async function headsTold(db: Database): Promise<string> {
  const days = await db
    .selectFrom('evidence_days')
    .select(['day', sql<string>`lower(hex(head))`.as('head')])
    .orderBy('day', 'desc')
    .limit(DAYS_TOLD)
    .execute()
  return days.map(({ day, head }) => `${day}  ${head}`).join('\n')
}
