/**
 * The school server's public keys as managed values carry them. `sign:` verifies policies and lists, `seal:` is
 * what rows are sealed to. Public: reading them at chrome://policy gives nothing away.
 */
import { bad, good, type Read } from './read.ts'

export interface ServerKey {
  readonly use: 'sign' | 'seal'
  /** base64url without padding: Ed25519 as SPKI (44 bytes) for `sign`, raw P-256 point (65 bytes) for `seal`. */
  readonly key: string
}

const FIX = 'Paste the whole line as `npm run server` shows it, with its sign: or seal: in front.'
/** DER of SubjectPublicKeyInfo for Ed25519, up to the 32 bytes of the key (RFC 8410). */
const ED25519 = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]

export function readServerKey(text: string): Read<ServerKey> {
  const parts = /^(sign|seal):\s*([A-Za-z0-9_-]+)$/i.exec(text)
  if (parts === null) return bad('is not a server key', FIX)
  const use = (parts[1] ?? '').toLowerCase() as ServerKey['use']
  const key = parts[2] ?? ''
  const bytes = fromBase64url(key)
  if (bytes === undefined) return bad('is not whole', FIX)
  if (use === 'sign') {
    if (bytes.length !== 44 || ED25519.some((byte, i) => bytes[i] !== byte))
      return bad('is not an Ed25519 public key', FIX)
  } else if (bytes.length !== 65 || bytes[0] !== 4 || !onP256(bytes)) {
    return bad('is not a P-256 public key', FIX)
  }
  return good({ use, key })
}

function fromBase64url(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  } catch {
    // A length or a letter that base64 does not have: the caller says so.
    return undefined
  }
}

const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

/** y² = x³ − 3x + b: a mistyped letter makes it false, long before a row could not be sealed. */
function onP256(bytes: Uint8Array): boolean {
  const x = toBigInt(bytes.subarray(1, 33))
  const y = toBigInt(bytes.subarray(33))
  return x < P && y < P && (y * y - (x * x * x - 3n * x + B)) % P === 0n
}

const toBigInt = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
