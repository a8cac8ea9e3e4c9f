/** What is to be mailed is in the database first: whoever wants somebody told need not hold a mail server. */
import { HOUR } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'
import type { About } from './letters.ts'

/** These people are to be told, in the caller's transaction. The running server sends it within its next round. */
export async function queueMail(
  trx: Database,
  people: readonly number[],
  now: number,
  about: About,
): Promise<void> {
  const hour = Math.floor(now / HOUR) * HOUR
  for (const person of people)
    await trx
      .insertInto('mail_outbox')
      .values({ person, about, hour, times: 1 })
      .onConflict((c) =>
        c.columns(['person', 'about']).doUpdateSet((e) => ({ times: e('mail_outbox.times', '+', 1) })),
      )
      .execute()
}
