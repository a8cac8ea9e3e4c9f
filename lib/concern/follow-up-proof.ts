/**
 * What shows that a follow-up is by whoever wrote the concern. A seal alone shows nothing: everybody has the team's public
 * keys. The point that replies are sealed to was made on the pupil's device and left it inside the concern's seal only, so
 * the pupil and the concern's readers know it and the server does not: it keeps a hash of it (`replyReader`).
 */
import { fromBase64url, toBase64url, utf8 } from '../protocol/bytes.ts'

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const

/** @param reply the concern's point, as its content has it */
export async function followUpProof(reply: string, concern: string, message: string): Promise<string> {
  const key = await importKey(reply)
  return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, saying(concern, message))))
}

/** Whether this proof is of this message; compared in constant time. */
export async function isFollowUpProof(
  proof: string | undefined,
  { reply, concern, message }: { readonly reply: string; readonly concern: string; readonly message: string },
): Promise<boolean> {
  const bytes = proof === undefined ? null : fromBase64url(proof)
  return (
    bytes !== null && crypto.subtle.verify('HMAC', await importKey(reply), bytes, saying(concern, message))
  )
}

const importKey = (reply: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8(`kerb follow-up v1\n${reply}`), HMAC, false, ['sign', 'verify'])

const saying = (concern: string, message: string) => utf8(`${concern} ${message}`)
