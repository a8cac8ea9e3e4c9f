/**
 * Signed documents: the policy and the lists as the school server publishes them. Ed25519 through WebCrypto, so
 * the device opens what the server signs with the same code.
 *
 * A device pins one or more keys through its managed values. A key may sign its successor, so that a device which
 * knows only the older one comes to trust the newer, without anybody touching the managed values that day.
 */
import type { z } from '../zod.ts'
import { type Bytes, concat, fromBase64url, fromUtf8, keyIdOf, toBase64url, utf8 } from './bytes.ts'
import type { Envelope, envelopeSchema } from './wire.ts'

export type EnvelopeKind = Envelope['kind']
type Successor = z.infer<typeof envelopeSchema>['successors'][number]

/** Hostile envelopes could name thousands; a school does not rotate its key more often than this. */
const MAX_SUCCESSORS = 20

/** What a document's signature covers: the kind goes in, so a lists document never passes for a policy. */
const signedBytes = (kind: EnvelopeKind, payload: Bytes): Bytes => concat(utf8(`kerb ${kind} v1\n`), payload)

/** What the signature over a successor covers: its SPKI. */
const successorBytes = (spki: Bytes): Bytes => concat(utf8('kerb successor v1\n'), spki)

export type OpenFailure =
  /** No key that this device trusts, directly or through successors, has the envelope's key id. */
  | 'unknown-key'
  /** The trusted key did not sign these bytes. */
  | 'bad-signature'
  | 'not-json'

export type Opened =
  | { readonly ok: true; readonly payload: unknown; readonly signedBy: string }
  | { readonly ok: false; readonly error: OpenFailure }

/**
 * Opens an envelope of the expected kind. `trustedKeys` are SPKI in base64url; unreadable ones are passed over
 * (the caller's configuration names them). The payload is parsed JSON, not yet held to its schema; `signedBy` is
 * the id of the key that signed.
 */
export async function openEnvelope(
  kind: EnvelopeKind,
  envelope: Envelope,
  trustedKeys: readonly string[],
): Promise<Opened> {
  const trusted = await trustThroughSuccessors(trustedKeys, envelope.successors)
  const spki = trusted.get(envelope.keyId)
  if (!spki) return { ok: false, error: 'unknown-key' }
  const payload = fromBase64url(envelope.payload)
  if (envelope.kind !== kind || !payload) return { ok: false, error: 'bad-signature' }
  if (!(await verifies(spki, envelope.signature, signedBytes(kind, payload)))) {
    return { ok: false, error: 'bad-signature' }
  }
  const text = fromUtf8(payload)
  if (text === null) return { ok: false, error: 'not-json' }
  try {
    return { ok: true, payload: JSON.parse(text), signedBy: envelope.keyId }
  } catch {
    return { ok: false, error: 'not-json' } // Signed by the school and still not JSON: a fault of the server.
  }
}

/** Every key to be trusted: the pinned ones, and those that a trusted one signed, in whatever order they come. */
async function trustThroughSuccessors(
  pinned: readonly string[],
  successors: readonly Successor[],
): Promise<ReadonlyMap<string, Bytes>> {
  const trusted = new Map<string, Bytes>()
  for (const text of pinned) {
    const spki = fromBase64url(text)
    if (spki) trusted.set(await keyIdOf(spki), spki)
  }
  let waiting = successors.slice(0, MAX_SUCCESSORS)
  for (let grew = true; grew;) {
    grew = false
    const later: Successor[] = []
    for (const successor of waiting) {
      const signer = trusted.get(successor.signedBy)
      const spki = fromBase64url(successor.key)
      if (!signer) later.push(successor)
      else if (spki && (await verifies(signer, successor.signature, successorBytes(spki)))) {
        trusted.set(await keyIdOf(spki), spki)
        grew = true
      }
    }
    waiting = later
  }
  return trusted
}

async function verifies(spki: Bytes, signature: string, bytes: Bytes): Promise<boolean> {
  const raw = fromBase64url(signature)
  if (!raw) return false
  try {
    const key = await crypto.subtle.importKey('spki', spki, { name: 'Ed25519' }, false, ['verify'])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, raw, bytes)
  } catch {
    return false // Not an Ed25519 key.
  }
}

/** A key that signs documents, with its public half in SPKI form. */
export interface SigningKey {
  readonly privateKey: CryptoKey
  readonly spki: Bytes
}

/** Signs a document. The payload is what `JSON.stringify` makes of it. */
export async function signEnvelope(
  kind: EnvelopeKind,
  payload: unknown,
  key: SigningKey,
  successors: readonly Successor[] = [],
): Promise<Envelope> {
  const bytes = utf8(JSON.stringify(payload))
  return {
    kind,
    payload: toBase64url(bytes),
    keyId: await keyIdOf(key.spki),
    signature: await ed25519(key.privateKey, signedBytes(kind, bytes)),
    successors: [...successors],
  }
}

/** The statement of an older key that `successor` (SPKI) may sign from now on. */
export async function signSuccessor(successor: Bytes, older: SigningKey): Promise<Successor> {
  return {
    key: toBase64url(successor),
    signedBy: await keyIdOf(older.spki),
    signature: await ed25519(older.privateKey, successorBytes(successor)),
  }
}

const ed25519 = async (key: CryptoKey, bytes: Bytes): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, bytes)))
