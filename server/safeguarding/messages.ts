/** What is said after a concern, both ways, sealed. */
import { type ConcernMessage, type FollowUpRequest, messageSchema } from '../../lib/protocol/concerns.ts'
import type { Database } from '../db/open.ts'
import type { ConcernMessagesTable, ConcernsTable } from '../db/tables/safeguarding.ts'
import { Refusal } from '../errors.ts'
import type { KeyLedger } from './ledger.ts'
import { keptTime } from './times.ts'

/** Of all that the wire carries; the pupil's are fewer, so that they never keep staff from answering. */
const MOST = { pupil: 120, staff: 200 } as const

export async function messagesOf(db: Database, concern: string): Promise<ConcernMessage[]> {
  const rows = await db
    .selectFrom('concern_messages')
    .selectAll()
    .where('concern', '=', concern)
    .orderBy('number')
    .execute()
  return rows.map(({ id, sender, at, content }) =>
    messageSchema.parse({ id, from: sender, at, content: JSON.parse(content) as unknown }),
  )
}

type Said = FollowUpRequest & Pick<ConcernMessagesTable, 'sender'>

/** Adds one, in the caller's transaction. @returns false when it was there already */
export async function addMessage(
  trx: Database,
  ledger: KeyLedger,
  concern: ConcernsTable,
  { id, content, sender }: Said,
  now: number,
): Promise<boolean> {
  // One name in it is the pupil's own, which no list knows.
  if (content.to.filter(({ key }) => !ledger.ever.has(key)).length > 1)
    throw new Refusal(409, 'unknown-key', 'It is sealed to keys that the school’s list does not have.', {
      field: 'content.to',
    })
  const there = await trx
    .selectFrom('concern_messages')
    .select(['number', 'id'])
    .where('concern', '=', concern.id)
    .orderBy('number', 'desc')
    .execute()
  if (there.some((one) => one.id === id)) return false
  const number = (there[0]?.number ?? 0) + 1
  if (number > MOST[sender])
    throw new Refusal(409, 'full', 'No more can be added to this concern: begin a new one.')
  const at = keptTime(concern, now)
  const row = { concern: concern.id, number, id, sender, at, content: JSON.stringify(content) }
  await trx.insertInto('concern_messages').values(row).execute()
  return true
}
