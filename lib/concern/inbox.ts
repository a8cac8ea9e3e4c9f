/** A member's inbox: what comes first, what a concern says once it is opened, and words back to the pupil. */
import type { ConcernMessage, FollowUpRequest, InboxEntry, WaitingConcern } from '../protocol/concerns.ts'
import type { MemberKey } from '../protocol/safeguarding-keys.ts'
import {
  type ConcernContent,
  concernContentSchema,
  type MessageContent,
  messageContentSchema,
  readSealed,
} from './content.ts'
import { isFollowUpProof } from './follow-up-proof.ts'
import { type OwnKey, replyReader } from './member-key.ts'
import { newConcernId } from './receipt.ts'
import { audienceOf, type Notes, openNotes } from './notes.ts'
import { openSealed, sealTo } from './seal.ts'
import type { TeamLedger } from './team-ledger.ts'

/** What this member or anybody has not opened, the pupil has added to, or was handed over, waits: whatever its state. */
export const isWaiting = ({ state, unopened, news, given }: InboxEntry): boolean =>
  unopened || state === 'sent' || news.length > 0 || given === true

/** Help today, then what was not opened, then what has news, then the rest; closed ones last. Newest first in each. */
export const inOrder = (entries: readonly InboxEntry[]): InboxEntry[] =>
  entries.toSorted((a, b) => rankOf(a) - rankOf(b) || b.received - a.received)

/** As the server ranks them (server/safeguarding/inbox.ts): its pages and this list must agree. */
function rankOf({ state, today, unopened, news, given }: InboxEntry): number {
  const isUnread = unopened || state === 'sent'
  if (today && (isUnread || news.includes('message'))) return 0
  if (isUnread) return 1
  if (news.length > 0 || given === true) return 2
  return state === 'closed' ? 4 : 3
}

/** One message of the talk with the pupil. Words are null where the seal does not open for this member. */
export interface Said extends Pick<ConcernMessage, 'id' | 'from' | 'at'> {
  readonly content: MessageContent | null
  /** False: the pupil's by the server's word alone. Of what staff wrote nothing is proved to other staff. */
  readonly isProved: boolean
}

export interface OpenedConcern {
  readonly waiting: WaitingConcern
  /** Null where the seal does not open, or what is inside is of no shape that this version knows. */
  readonly content: ConcernContent | null
  readonly talk: readonly Said[]
  readonly notes: Notes
}

const NO_NOTES: Notes = { notes: [], missing: 0, isMoved: false }

/** Opens what is sealed to this member. */
export async function openConcern(
  me: OwnKey,
  waiting: WaitingConcern,
  ledger: TeamLedger,
): Promise<OpenedConcern> {
  const { id, content, messages } = waiting
  const plain = readSealed(concernContentSchema, await openSealed(me, content, `concern ${id}`))
  const talk = messages.map(async ({ id: message, from, at, content: sealed }): Promise<Said> => {
    const said = readSealed(messageContentSchema, await openSealed(me, sealed, `message ${id} ${message}`))
    const isProved =
      plain !== null && (await isFollowUpProof(said?.proof, { reply: plain.reply, concern: id, message }))
    return { id: message, from, at, content: said, isProved }
  })
  const notes = plain === null ? NO_NOTES : await openNotes(me, { waiting, content: plain }, ledger)
  return { waiting, content: plain, talk: await Promise.all(talk), notes }
}

export interface Reply {
  readonly words: string
  /** Of the member who writes, as the ledger has it. */
  readonly name: string
  readonly at: number
}

/** A reply, sealed to the pupil and to whoever may read the concern. */
export async function sealReply(
  { waiting, content }: OpenedConcern,
  keys: readonly MemberKey[],
  reply: Reply,
): Promise<FollowUpRequest> {
  if (!content) throw new TypeError('a concern that does not open has no key to reply to')
  const readers = audienceOf({ waiting, content }, keys)
  const id = newConcernId()
  const to = [await replyReader(content.reply), ...readers]
  return { id, content: await sealTo(to, reply, `message ${waiting.id} ${id}`) }
}
