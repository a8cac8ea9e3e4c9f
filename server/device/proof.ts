/**
 * Who sent a request: verified over the exact bytes received, cheapest checks first. Nothing of the body is
 * unpacked or believed before the signature holds.
 */
import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { fromBase64url, keyIdOf } from '../../lib/protocol/bytes.ts'
import {
  importDeviceKey,
  parseSignature,
  type ParsedSignature,
  type SignedParts,
  verifyRequest,
} from '../../lib/protocol/signature.ts'
import {
  fingerprintOf,
  importSigningPoint,
  type MemberKey,
  type PublicKeys,
} from '../../lib/protocol/safeguarding-keys.ts'
import type { Database } from '../db/open.ts'
import { findInstallation, type Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { Ledgers } from '../safeguarding/ledger.ts'
import { RateLimit } from './limits.ts'
import type { Nonces } from './nonces.ts'
import { networkOf } from './place.ts'

/** Requests of one installation: a heartbeat a minute, and a month's rows in batches when it comes back. */
const PER_INSTALLATION = 600

export class Proof {
  readonly #db: Database
  readonly #nonces: Nonces
  readonly #limit = new RateLimit(PER_INSTALLATION)
  readonly #keys: DeviceKeys
  readonly #ledgers: Ledgers

  constructor(parts: { db: Database; nonces: Nonces; deviceKeys: DeviceKeys; ledgers: Ledgers }) {
    this.#db = parts.db
    this.#nonces = parts.nonces
    this.#keys = parts.deviceKeys
    this.#ledgers = parts.ledgers
  }

  /** The installation that signed this request. Throws a Refusal otherwise; a used nonce is used up. */
  async installation(request: FastifyRequest): Promise<Installation> {
    const parsed = this.#parse(request)
    const found = await findInstallation(this.#db, parsed.keyId)
    if (!found) {
      throw new Refusal(
        401,
        'unknown-installation',
        'This installation is not enrolled here: enrol it first.',
      )
    }
    const key = await this.#keys.of(found)
    await this.#verify(request, key, parsed, { what: 'installation', name: found.installation })
    return found
  }

  /** The safeguarding member whose key signed this request and is in force. */
  async member(request: FastifyRequest): Promise<MemberKey> {
    const parsed = this.#parse(request)
    const { keys } = await this.#ledgers.current()
    const found = keys.find(({ id }) => id === parsed.keyId)
    if (!found) {
      throw new Refusal(401, 'unknown-key', 'This key is not one of the school’s safeguarding keys in force.')
    }
    await this.#verify(request, await memberPoint(found), parsed, { what: 'key', name: found.id })
    return found
  }

  /** A safeguarding key that a request brings along and was signed with: proof of possession, nothing more. */
  async ownKey(request: FastifyRequest, keys: PublicKeys): Promise<void> {
    const parsed = this.#parse(request)
    if ((await fingerprintOf(keys)) !== parsed.keyId) {
      throw new Refusal(401, 'signature', 'keyid must be the fingerprint of the keys.', {
        field: 'Signature-Input',
      })
    }
    await this.#verify(request, await memberPoint(keys), parsed)
  }

  /** The id and key (SPKI) that a request brings along and was signed with: proof of possession, nothing more. */
  async possession(request: FastifyRequest, publicKey: string): Promise<{ id: string; spki: Uint8Array }> {
    const parsed = this.#parse(request)
    const spki = fromBase64url(publicKey)
    const key = spki && (await importDeviceKey(spki))
    if (!spki || !key) {
      throw new Refusal(422, 'invalid', 'publicKey must be a P-256 key, SPKI in base64url.', {
        field: 'publicKey',
      })
    }
    const id = await keyIdOf(spki)
    if (id !== parsed.keyId) {
      throw new Refusal(401, 'signature', 'keyid must be the SHA-256 of publicKey.', {
        field: 'Signature-Input',
      })
    }
    await this.#verify(request, key, parsed)
    return { id, spki }
  }

  #parse(request: FastifyRequest): ParsedSignature {
    const parsed = parseSignature((name) => {
      const value = request.headers[name]
      return typeof value === 'string' ? value : null
    })
    if ('error' in parsed) throw new Refusal(401, 'signature', `Sign the request: ${parsed.error}.`)
    if (!this.#nonces.isGood(parsed.nonce)) throw badNonce()
    return parsed
  }

  /** `known`: whose rate it counts against. */
  async #verify(
    request: FastifyRequest,
    key: CryptoKey,
    parsed: ParsedSignature,
    known?: { readonly what: 'installation' | 'key'; readonly name: string },
  ): Promise<void> {
    if (!(await verifyRequest(key, partsOf(request), parsed))) {
      throw new Refusal(
        401,
        'signature',
        'The signature is not one of this key over this request as it arrived.',
      )
    }
    // Before the nonce: what is refused uses none up, and fills nothing.
    if (known && !this.#limit.take(known.name)) throw tooOften(known.what)
    // Used up only now: a forged request must not burn the nonce of an honest one.
    if (!this.#nonces.use(parsed.nonce)) throw badNonce()
  }
}

const tooOften = (what: string) =>
  new Refusal(429, 'rate', `This ${what} sends too often: wait a little.`, { retryAfter: 10 })

/** The verifying key of a safeguarding member. */
async function memberPoint({ sign }: PublicKeys): Promise<CryptoKey> {
  const key = await importSigningPoint(sign)
  if (!key)
    throw new Refusal(422, 'invalid', 'keys.sign must be a P-256 point in base64url.', { field: 'keys.sign' })
  return key
}

const badNonce = () =>
  new Refusal(
    401,
    'nonce',
    'The nonce is not a current one, or was used: sign again with the one in Kerb-Nonce.',
  )

function partsOf(request: FastifyRequest): SignedParts {
  const url = request.raw.url ?? '/'
  const mark = url.indexOf('?')
  return {
    method: request.raw.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    body: request.rawBody ? new Uint8Array(request.rawBody) : new Uint8Array(),
  }
}

/** The network a request comes from, as a hash that says nothing after the next start. */
export const hashedNetwork = (address: string, key: Buffer): string =>
  createHmac('sha256', key).update(networkOf(address)).digest('base64url').slice(0, 16)
