/**
 * Signed device requests: HTTP message signatures (RFC 9421) in one narrow profile, with a content digest
 * (RFC 9530). WebCrypto only, so the device and the server share this file.
 *
 * Covered, always and in this order: `"@method" "@path" "@query" "content-digest"`. The host is left out because a
 * trusted proxy may change it; the nonce, which only one server gave out, stands in its place. Parameters: `nonce`
 * (given by the server: the device's clock proves nothing), `keyid` (the installation), `alg`, `tag`.
 */
import { type Bytes, fromBase64, sha256, toBase64, utf8 } from './bytes.ts'

const LABEL = 'kerb'
const ALGORITHM = 'ecdsa-p256-sha256'
const TAG = 'kerb'
const COVERED = '("@method" "@path" "@query" "content-digest")'
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const
/** Longer header values than any honest device sends are not looked at. */
const MAX_HEADER = 1024

/** The server puts the nonce for the next request here, in every answer to a signed one. */
export const NONCE_HEADER = 'Kerb-Nonce'

export interface SignedParts {
  /** Upper case. */
  readonly method: string
  /** Absolute path as sent, for example `/v1/enrol`. */
  readonly path: string
  /** What follows the question mark, as sent; empty when there is none. */
  readonly query: string
  /** The body's bytes as sent (after compression); empty when there is none. */
  readonly body: Bytes
}

export interface SignatureHeaders {
  readonly 'Content-Digest': string
  readonly 'Signature-Input': string
  readonly Signature: string
}

export interface ParsedSignature {
  readonly nonce: string
  /** The installation that says it signed. */
  readonly keyId: string
  readonly signature: Bytes
  /** The parameters as written: the signature covers this text. */
  readonly params: string
  readonly contentDigest: string
}

/** `sha-256=:…:` of a body. */
export const contentDigest = async (body: Bytes): Promise<string> =>
  `sha-256=:${toBase64(await sha256(body))}:`

/** The text that is signed: RFC 9421 §2.5. */
function signatureBase(parts: Omit<SignedParts, 'body'>, digest: string, params: string): Bytes {
  return utf8(
    [
      `"@method": ${parts.method}`,
      `"@path": ${parts.path}`,
      `"@query": ?${parts.query}`,
      `"content-digest": ${digest}`,
      `"@signature-params": ${params}`,
    ].join('\n'),
  )
}

/**
 * The headers that prove a request. `nonce` and `keyId` are base64url texts; anything that a quoted string cannot
 * carry plainly is a programming error and throws.
 */
export async function signRequest(
  key: CryptoKey,
  request: SignedParts & { readonly nonce: string; readonly keyId: string },
): Promise<SignatureHeaders> {
  if (!PLAIN.test(request.nonce) || !PLAIN.test(request.keyId)) {
    throw new TypeError('nonce and keyId hold letters, digits and . _ ~ - only')
  }
  const digest = await contentDigest(request.body)
  const params = `${COVERED};nonce="${request.nonce}";keyid="${request.keyId}";alg="${ALGORITHM}";tag="${TAG}"`
  const signature = await crypto.subtle.sign(ECDSA, key, signatureBase(request, digest, params))
  return {
    'Content-Digest': digest,
    'Signature-Input': `${LABEL}=${params}`,
    Signature: `${LABEL}=:${toBase64(new Uint8Array(signature))}:`,
  }
}

const PLAIN = /^[A-Za-z0-9._~-]{1,200}$/
const SIGNATURE = /^kerb=:([A-Za-z0-9+/]+=*):$/
const PARAMETER = /^;(nonce|keyid|alg|tag)="([A-Za-z0-9._~-]{1,200})"/

/** A header as fetch's Headers or Node's plain objects give it. Two headers of one name count as none. */
export type HeaderSource = (name: string) => string | null | undefined

/**
 * Reads the signature headers of a request without trusting them. The error is a sentence that says what to put
 * right; nothing has been verified yet.
 */
export function parseSignature(header: HeaderSource): ParsedSignature | { readonly error: string } {
  const input = header('signature-input')
  const signed = header('signature')
  const digest = header('content-digest')
  if (!input || !signed || !digest) {
    return { error: 'send Signature-Input, Signature and Content-Digest, once each' }
  }
  if (input.length > MAX_HEADER || signed.length > MAX_HEADER || digest.length > MAX_HEADER) {
    return { error: 'a signature header is too long' }
  }
  const params = input.startsWith(`${LABEL}=`) ? input.slice(LABEL.length + 1) : ''
  const values = readParameters(params)
  if (!values) {
    return { error: `Signature-Input must be ${LABEL}=${COVERED} with nonce, keyid, alg and tag, once each` }
  }
  if (values.get('alg') !== ALGORITHM) return { error: `alg must be "${ALGORITHM}"` }
  if (values.get('tag') !== TAG) return { error: `tag must be "${TAG}"` }
  const signature = fromBase64(SIGNATURE.exec(signed)?.[1] ?? '')
  if (signature?.length !== 64) return { error: `Signature must be ${LABEL}=:base64 of 64 bytes:` }
  return {
    nonce: values.get('nonce') ?? '',
    keyId: values.get('keyid') ?? '',
    signature,
    params,
    contentDigest: digest,
  }
}

/** The parameters after the covered components, or null unless exactly the four are there. */
function readParameters(params: string): Map<string, string> | null {
  if (!params.startsWith(COVERED)) return null
  const values = new Map<string, string>()
  let rest = params.slice(COVERED.length)
  while (rest) {
    const match = PARAMETER.exec(rest)
    const [whole, name, value] = match ?? []
    if (whole === undefined || name === undefined || value === undefined || values.has(name)) return null
    values.set(name, value)
    rest = rest.slice(whole.length)
  }
  return values.size === 4 ? values : null
}

/**
 * True when this key signed exactly this request and the digest is the body's. Whether the nonce was given out and
 * is unused, and whether the key belongs to `keyId`, is the caller's to check.
 */
export async function verifyRequest(
  publicKey: CryptoKey,
  request: SignedParts,
  parsed: ParsedSignature,
): Promise<boolean> {
  if ((await contentDigest(request.body)) !== parsed.contentDigest) return false
  const base = signatureBase(request, parsed.contentDigest, parsed.params)
  return crypto.subtle.verify(ECDSA, publicKey, parsed.signature, base)
}

/** A device's public key from its SPKI, or null when it is not a P-256 key. */
export async function importDeviceKey(spki: Bytes): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'verify',
    ])
  } catch {
    return null // Wrong curve, wrong algorithm or not a key: WebCrypto throws for each.
  }
}
