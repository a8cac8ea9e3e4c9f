/**
 * A safeguarding member's own key, made from one secret so that a sheet of paper brings it back: one pair that concerns
 * are sealed to, one that signs. The private halves cannot be exported once they are here.
 */
import { type Bytes, concat, sha256, toBase64url, utf8 } from '../protocol/bytes.ts'
import { fingerprintOf, type PublicKeys } from '../protocol/safeguarding-keys.ts'
import { type Reader, suite } from './seal.ts'

export interface OwnKey {
  /** Its fingerprint. */
  readonly id: string
  readonly keys: PublicKeys
  readonly pair: CryptoKeyPair
  readonly signKey: CryptoKey
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** @param secret 32 bytes, from `newSecret` or a recovery code */
export async function memberKeyFrom(secret: Bytes): Promise<OwnKey> {
  const [seal, sign] = [await derived(secret, 'seal'), await derived(secret, 'sign')]
  const keys = { seal: await point(seal.publicKey), sign: await point(sign.publicKey) }
  const pair = { privateKey: await locked(seal, ECDH, ['deriveBits']), publicKey: seal.publicKey }
  return { id: await fingerprintOf(keys), keys, pair, signKey: await locked(sign, ECDSA, ['sign']) }
}

/** RFC 9180's DeriveKeyPair, a different secret for each use. */
const derived = async (secret: Bytes, use: 'seal' | 'sign'): Promise<CryptoKeyPair> =>
  suite().kem.deriveKeyPair(concat(utf8(`kerb safeguarding ${use} v1\n`), secret).buffer)

const point = async (key: CryptoKey): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', key)))

async function locked(
  { privateKey }: CryptoKeyPair,
  algorithm: EcKeyImportParams,
  usages: readonly KeyUsage[],
): Promise<CryptoKey> {
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey)
  return crypto.subtle.importKey('jwk', { kty, crv, x, y, d } as JsonWebKey, algorithm, false, [...usages])
}

/** A pair for the replies to one concern. Its private half stays on the device. */
export async function newReplyKey(): Promise<{ readonly reply: string; readonly pair: CryptoKeyPair }> {
  const pair = await crypto.subtle.generateKey(ECDH, false, ['deriveBits'])
  return { reply: await point(pair.publicKey), pair }
}

/** The pupil as a reader of replies: a concern's own key, and its name in their wraps. */
export async function replyReader(reply: string): Promise<Reader> {
  return { id: toBase64url(await sha256(utf8(`kerb reply key v1\n${reply}`))), seal: reply }
}
