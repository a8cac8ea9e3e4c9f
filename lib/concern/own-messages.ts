/** What was said after a concern, both ways, as its pupil reads it; and what the pupil adds. */
import { toBase64url } from '../protocol/bytes.ts'
import type { ConcernMessage, FollowUpRequest } from '../protocol/concerns.ts'
import type { OwnConcern } from './box.ts'
import { type MessageContent, messageContentSchema, readSealed } from './content.ts'
import { followUpProof } from './follow-up-proof.ts'
import { replyReader } from './member-key.ts'
import type { Member } from './readers.ts'
import { newConcernId } from './receipt.ts'
import { openSealed, type Reader, sealTo } from './seal.ts'

type Owned = Pick<OwnConcern, 'id' | 'reply' | 'readers'>

export interface Said {
  readonly id: string
  readonly from: ConcernMessage['from']
  readonly at: number
  /** Null: sealed to another key, or damaged. */
  readonly content: MessageContent | null
}

const pointOf = async ({ reply }: Owned): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', reply.publicKey)))

const pupilOf = async (concern: Owned): Promise<Reader> => replyReader(await pointOf(concern))

/** Opens what was said. */
export async function openMessages(
  concern: Owned,
  messages: readonly Pick<ConcernMessage, 'id' | 'from' | 'at' | 'content'>[],
): Promise<Said[]> {
  const { id } = await pupilOf(concern)
  const opened = messages.map(async ({ id: message, from, at, content }) => {
    const bytes = await openSealed({ id, pair: concern.reply }, content, `message ${concern.id} ${message}`)
    return { id: message, from, at, content: readSealed(messageContentSchema, bytes) }
  })
  return Promise.all(opened)
}

/** Those who can still read what is added: readers of the concern whose key is in force. */
export const stillRead = ({ readers }: Pick<OwnConcern, 'readers'>, keys: readonly Member[]): Member[] =>
  keys.filter(({ id }) => readers.includes(id))

/** Seals what the pupil adds, to its readers and to the pupil. Throws when nobody is left who could read it. */
export async function composeFollowUp(
  concern: Owned,
  keys: readonly Member[],
  words: string,
  at: number,
): Promise<FollowUpRequest> {
  const readers = stillRead(concern, keys)
  if (readers.length === 0) throw new RangeError('nobody is left who could read it')
  const id = newConcernId()
  const proof = await followUpProof(await pointOf(concern), concern.id, id)
  const content: MessageContent = { words: words.trim(), at, proof }
  return {
    id,
    content: await sealTo([...readers, await pupilOf(concern)], content, `message ${concern.id} ${id}`),
  }
}
