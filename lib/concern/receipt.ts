/** What a pupil is given at once, also offline: a number that is this concern's and says nothing of it. */
import { type Bytes, sha256, toBase64url, utf8 } from '../protocol/bytes.ts'

const ID_BYTES = 16
const SECRET_BYTES = 32

const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes))

/** A new concern's or message's id, 22 characters. */
export const newConcernId = (): string => toBase64url(random(ID_BYTES))

/** What opens a concern's mailbox, and the hash of it that the server knows. */
export async function newMailbox(): Promise<{ readonly secret: string; readonly mailbox: string }> {
  const secret = toBase64url(random(SECRET_BYTES))
  return { secret, mailbox: await mailboxOf(secret) }
}

export const mailboxOf = async (secret: string): Promise<string> => toBase64url(await sha256(utf8(secret)))

/** Six digits in two groups, from the concern's id: staff see the same number beside it. */
export async function receiptNumber(id: string): Promise<string> {
  const hash = await sha256(utf8(`kerb receipt v1\n${id}`))
  const number = new DataView(hash.buffer).getUint32(0) % 1_000_000
  return String(number)
    .padStart(6, '0')
    .replace(/^(...)/, '$1 ')
}
