/** Makes of what the pupil wrote the sealed request that waits to be sent, and what opens its answers. */
import { fromBase64url, toBase64url } from '../protocol/bytes.ts'
import { type ConcernRequest } from '../protocol/concerns.ts'
import { MAX_SEALED_CONCERN } from '../protocol/sealed.ts'
import { type ConcernContent, MAX_PICTURE_CHARS, type Sender } from './content.ts'
import { along, type Draft } from './draft.ts'
import { type ConcernKind, pictureRefused } from './kinds.ts'
import { newReplyKey } from './member-key.ts'
import { newConcernId, newMailbox, receiptNumber } from './receipt.ts'
import { canHideName, type Member, readersOf, type Readers } from './readers.ts'
import { type Reader, sealTo } from './seal.ts'
import { sealToTwo } from './two-keys.ts'
import type { CategoryId } from '../policy/categories.ts'

/** What a concern is made of beyond the pupil's own part. */
export interface Setting {
  readonly keys: readonly Member[]
  /** The name of the key ledger's last statement. */
  readonly ledger: string
  readonly refusedKeys?: string | undefined
  readonly sender: Sender
  /** The page it was started from, if any. */
  readonly page?: StartedFrom | undefined
}
export interface StartedFrom {
  readonly address: string
  readonly title: string
  /** Of its host, and of the page itself where it was judged. */
  readonly categories: readonly CategoryId[]
}

export interface Composed {
  readonly request: ConcernRequest
  readonly receipt: string
  /** Opens state and answers. */
  readonly secret: string
  /** What answers are sealed to. */
  readonly pair: CryptoKeyPair
  /** When it was written, as its content says. */
  readonly at: number
}

/** Nobody is left who may read it. */
export class NoReaderError extends Error {
  override readonly name = 'NoReaderError'
}

const HOUR = 3_600_000
/** Of whom any two open a hidden name: more make more pairs than a concern carries. */
const MOST_PEOPLE = 20

/**
 * Seals a concern.
 * @param at epoch milliseconds by Kerb's time source
 */
export async function compose(
  draft: Draft & { readonly kind: ConcernKind },
  setting: Setting,
  at: number,
): Promise<Composed> {
  const readers = readersOf(setting.keys, draft)
  if (readers === null) throw new NoReaderError('nobody is left who may read this concern')
  const isHidden = draft.hideName && canHideName(readers)
  const [id, { secret, mailbox }, { reply, pair }] = [newConcernId(), await newMailbox(), await newReplyKey()]
  const all = [...readers.now, ...readers.later].map(readerOf)
  const made = { at: timeOf(draft, isHidden, at), reply, isHidden, to: all.map((key) => key.id) }
  const content = contentOf(draft, setting, made)
  const request: ConcernRequest = {
    id,
    today: draft.today,
    content: await sealTo(all, content, `concern ${id}`),
    later: readers.later.map((key) => key.id),
    ...(isHidden && { identity: await sealToTwo(oneEach(readers), setting.sender, id) }),
    mailbox,
  }
  if (request.content.sealed.length > MAX_SEALED_CONCERN) throw new RangeError('the concern is too large')
  return { request, receipt: await receiptNumber(id), secret, pair, at: content.at }
}

const readerOf = ({ id, seal }: Member): Reader => ({ id, seal })

/**
 * A name that is hidden is opened by two people, and two keys of one person are not two people: each has the key that
 * they made last.
 */
const oneEach = ({ now, later }: Readers): Reader[] =>
  [...new Map([...now, ...later].map((key) => [key.name, readerOf(key)])).values()].slice(0, MOST_PEOPLE)

/** The hour says less of who was at a computer than the second does. */
const timeOf = ({ today }: Draft, isHidden: boolean, at: number): number =>
  isHidden && !today ? Math.floor(at / HOUR) * HOUR : Math.floor(at)

/** When something was added: no finer than the concern's own time, which is on the hour when its name is hidden. */
export const addedAt = (concern: { readonly at: number }, at: number): number =>
  concern.at % HOUR === 0 ? Math.floor(at / HOUR) * HOUR : at

interface Made {
  readonly at: number
  readonly reply: string
  readonly isHidden: boolean
  readonly to: readonly string[]
}

function contentOf(
  draft: Draft & { readonly kind: ConcernKind },
  { page, sender, ledger, refusedKeys }: Setting,
  { at, reply, isHidden, to }: Made,
): ConcernContent {
  const picture = pictureOf(draft, page)
  return {
    kind: draft.kind,
    words: draft.words.trim(),
    // A title often says who is signed in there.
    ...(along(draft).page && page && { page: { address: page.address, title: isHidden ? '' : page.title } }),
    ...(picture !== undefined && { picture: { type: 'image/jpeg' as const, data: picture } }),
    today: draft.today,
    at,
    ...(!isHidden && { sender }),
    notFor: [...draft.not],
    reply,
    to: [...to],
    ledger,
    ...(refusedKeys !== undefined && { refusedKeys }),
  }
}

/** The page never offers one where it is refused; this is the last gate before it would leave the device. */
function pictureOf(draft: Draft & { readonly kind: ConcernKind }, page?: StartedFrom): string | undefined {
  const { picture, kind } = draft
  if (picture === undefined || !along(draft).picture || !page || pictureRefused(kind, page.categories))
    return undefined
  const data = fromBase64(picture.slice(picture.indexOf(',') + 1))
  return data.length > MAX_PICTURE_CHARS ? undefined : data
}

/** Base64 to base64url, and nothing that is neither. */
function fromBase64(data: string): string {
  const url = data.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  const bytes = fromBase64url(url)
  if (!bytes) throw new TypeError('the picture is no base64')
  return toBase64url(bytes)
}
