/**
 * How rows are sealed so that only the school server reads them. Each browser session has a fresh AES-256-GCM key;
 * that key is wrapped with HPKE (RFC 9180: DHKEM P-256, HKDF-SHA256, AES-256-GCM) to the server's public seal key,
 * and each row is sealed with it. Installation and number are bound in, so a row or a key cannot be moved.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Bytes, fromBase64url, fromUtf8, sha256, toBase64url, utf8 } from './bytes.ts'
import { newSalt, rowDigest } from './evidence.ts'
import type { Row } from './rows.ts'
import type { SealedRow, SessionKey } from './wire.ts'

const P256 = { name: 'ECDH', namedCurve: 'P-256' } as const
const WRAP_INFO = utf8('kerb session key v1')
const NONCE_BYTES = 12

const suite = (): CipherSuite =>
  new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** Additional data of a wrapped session key. */
export const keyAad = (installation: string, keyId: string): Bytes =>
  utf8(`kerb session key v1:${installation}:${keyId}`)

/** Additional data of a sealed row. */
export const rowAad = (installation: string, seq: number): Bytes => utf8(`kerb row v1:${installation}:${seq}`)

/** Bytes of an uncompressed P-256 point. */
const POINT_BYTES = 65

/**
 * The server's public seal key: base64url of the raw P-256 point, as managed values carry it, or of its SPKI.
 * Null when it is neither.
 */
export async function importSealKey(text: string): Promise<CryptoKey | null> {
  const bytes = fromBase64url(text)
  if (!bytes) return null
  try {
    const format = bytes.length === POINT_BYTES ? 'raw' : 'spki'
    return await crypto.subtle.importKey(format, bytes, P256, true, [])
  } catch {
    return null // WebCrypto throws for another curve, another algorithm and for junk.
  }
}

const NAME_BYTES = 9

/** The name of a seal key: base64url of the first bytes of the SHA-256 of its raw point. Proves nothing, only finds. */
export const sealKeyName = async (point: Bytes): Promise<string> =>
  toBase64url((await sha256(point)).subarray(0, NAME_BYTES))

/** The name of a key as `importSealKey` takes it, whether or not it is one: an SPKI ends with the point. */
export const nameOfSealKey = (text: string): Promise<string> =>
  sealKeyName((fromBase64url(text) ?? utf8('')).slice(-POINT_BYTES))

/** The server's private seal key from PKCS #8. */
export const importOpenKey = (pkcs8: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, P256, true, ['deriveBits'])

/** Wraps the 32 bytes of a session's key to the school server. */
export async function wrapSessionKey(
  sealKey: CryptoKey,
  installation: string,
  id: string,
  raw: Bytes,
): Promise<SessionKey> {
  const context = await suite().createSenderContext({ recipientPublicKey: sealKey, info: WRAP_INFO })
  const wrapped = await context.seal(raw, keyAad(installation, id))
  return { id, enc: toBase64url(new Uint8Array(context.enc)), wrapped: toBase64url(new Uint8Array(wrapped)) }
}

/**
 * The 32 bytes of a session's key, or null when it was not wrapped to this server, installation and id. HPKE needs
 * the public half as well: give the pair, or a private key that can be exported.
 */
export async function unwrapSessionKey(
  openKey: CryptoKey | CryptoKeyPair,
  installation: string,
  key: SessionKey,
): Promise<Bytes | null> {
  const enc = fromBase64url(key.enc)
  const wrapped = fromBase64url(key.wrapped)
  if (!enc || !wrapped) return null
  try {
    const context = await suite().createRecipientContext({ recipientKey: openKey, enc, info: WRAP_INFO })
    const raw = new Uint8Array(await context.open(wrapped, keyAad(installation, key.id)))
    return raw.length === 32 ? raw : null
  } catch {
    return null // A forged or damaged key, or another server's: HPKE throws for each.
  }
}

/** A session's key, ready to seal or open rows. */
export const importRowKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Seals a row. `row` must carry this very number; the caller's types see to that. */
export async function sealRow(
  key: { readonly id: string; readonly rowKey: CryptoKey },
  installation: string,
  row: Readonly<Record<string, unknown>> & { readonly seq: number },
): Promise<SealedRow> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: rowAad(installation, row.seq) },
    key.rowKey,
    utf8(JSON.stringify(row)),
  )
  return { seq: row.seq, key: key.id, nonce: toBase64url(nonce), sealed: toBase64url(new Uint8Array(sealed)) }
}

/** A sealed row with the digest of what it says and its salt, base64url; the digest stays where it was made. */
export type ProvedSeal = SealedRow & { readonly digest: string }

/** Seals a row with a salt of its own inside, so that it can be proved later. */
export async function sealProved(
  key: { readonly id: string; readonly rowKey: CryptoKey },
  installation: string,
  row: Row,
): Promise<ProvedSeal> {
  const salted = { ...row, salt: newSalt() }
  const [sealed, digest] = await Promise.all([
    sealRow(key, installation, salted),
    rowDigest(installation, salted),
  ])
  return { ...sealed, digest }
}

/**
 * What a sealed row says: parsed JSON, not yet held to its schema. Null when it was not sealed with this key for
 * this installation and number.
 */
export async function openRow(rowKey: CryptoKey, installation: string, row: SealedRow): Promise<unknown> {
  const nonce = fromBase64url(row.nonce)
  const sealed = fromBase64url(row.sealed)
  if (nonce?.length !== NONCE_BYTES || !sealed) return null
  try {
    const additionalData = rowAad(installation, row.seq)
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData }, rowKey, sealed)
    return JSON.parse(fromUtf8(new Uint8Array(plain)) ?? 'null')
  } catch {
    return null // The seal does not fit, or what it held is no JSON: unreadable either way.
  }
}
