/**
 * Sealing for several readers: the content once with a fresh AES-256-GCM key, that key with HPKE (RFC 9180: DHKEM P-256,
 * HKDF-SHA256, AES-256-GCM) to each reader. `context` says what it is and of which concern, and is bound into both, so
 * that nothing sealed for one place opens in another.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Bytes, fromBase64url, toBase64url, utf8 } from '../protocol/bytes.ts'
import type { Sealed, Wrap } from '../protocol/sealed.ts'

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const
const NONCE_BYTES = 12
const KEY_BYTES = 32

export const suite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** Whom something is sealed to: the name of a key and its raw P-256 point in base64url. */
export interface Reader {
  readonly id: string
  readonly seal: string
}

/** A reader's own half. */
export interface ReaderKey {
  readonly id: string
  readonly pair: CryptoKeyPair
}

/**
 * What is sealed where: `concern <id>`, `message <concern> <id>`, `note <concern> <id>`, `case <concern> <id>`,
 * `identity <id>`.
 */
export type Context =
  | `concern ${string}`
  | `message ${string} ${string}`
  | `note ${string} ${string}`
  | `case ${string} ${string}`
  | `identity ${string}`
  | `half ${string}`

const bound = (context: Context): Bytes => utf8(`kerb ${context} v1`)

/** Something sealed without its wraps. */
export interface Box {
  readonly nonce: string
  readonly sealed: string
}

/** Seals bytes under a fresh key, which is given back for wrapping. */
export async function sealBox(plain: Bytes, context: Context): Promise<{ box: Box; raw: Bytes }> {
  const raw = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: bound(context) },
    key,
    plain,
  )
  return { box: { nonce: toBase64url(nonce), sealed: toBase64url(new Uint8Array(sealed)) }, raw }
}

/** What a box holds, or null when the key or the context is another. */
export async function openBox({ nonce, sealed }: Box, raw: Bytes, context: Context): Promise<Bytes | null> {
  const [iv, data] = [fromBase64url(nonce), fromBase64url(sealed)]
  if (!iv || !data || raw.length !== KEY_BYTES) return null
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const additionalData = bound(context)
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data))
  } catch {
    return null // WebCrypto throws when the seal does not fit.
  }
}

/** Wraps a key to a reader. Rejects when the reader's point is none: a ledger that was read has no such. */
export async function wrapTo({ id, seal }: Reader, raw: Bytes, context: Context): Promise<Wrap> {
  const point = fromBase64url(seal)
  if (!point) throw new TypeError(`the key ${id} is not base64url`)
  const recipientPublicKey = await crypto.subtle.importKey('raw', point, P256, true, [])
  const sender = await suite().createSenderContext({ recipientPublicKey, info: bound(context) })
  const wrapped = await sender.seal(raw, utf8(id))
  return {
    key: id,
    enc: toBase64url(new Uint8Array(sender.enc)),
    wrapped: toBase64url(new Uint8Array(wrapped)),
  }
}

/** The key in a wrap, or null when it was wrapped to another reader or for another context. */
export async function unwrap(reader: ReaderKey, wrap: Wrap, context: Context): Promise<Bytes | null> {
  const [enc, wrapped] = [fromBase64url(wrap.enc), fromBase64url(wrap.wrapped)]
  if (!enc || !wrapped || wrap.key !== reader.id) return null
  try {
    const info = bound(context)
    const recipient = await suite().createRecipientContext({ recipientKey: reader.pair, enc, info })
    return new Uint8Array(await recipient.open(wrapped, utf8(wrap.key)))
  } catch {
    return null // HPKE throws for a forged or damaged wrap and for another's.
  }
}

/** Seals JSON to several readers. */
export async function sealTo(
  readers: readonly Reader[],
  content: unknown,
  context: Context,
): Promise<Sealed> {
  const { box, raw } = await sealBox(utf8(JSON.stringify(content)), context)
  return { ...box, to: await Promise.all(readers.map((reader) => wrapTo(reader, raw, context))) }
}

/** The bytes of what was sealed to this reader among others, or null. */
export async function openSealed(reader: ReaderKey, sealed: Sealed, context: Context): Promise<Bytes | null> {
  const wrap = sealed.to.find(({ key }) => key === reader.id)
  const raw = wrap && (await unwrap(reader, wrap, context))
  return raw ? openBox(sealed, raw, context) : null
}
