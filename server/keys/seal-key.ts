/**
 * The key pairs that devices seal their rows to: HPKE over P-256, in files of their own. Keys are numbered; the
 * highest is the one to seal to, and every one that is there opens what was sealed to it.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { importOpenKey, sealKeyName } from '../../lib/protocol/seal.ts'
import { NumberedKeys } from './numbered.ts'

const POINT_BYTES = 65

export interface SealKey {
  /** As devices name it beside what they sealed to it. */
  readonly name: string
  readonly openKey: CryptoKey
  /** `seal:…`, as managed configuration pins it. */
  readonly pinned: string
}

export class SealKeys {
  readonly #keys: NumberedKeys<SealKey>

  constructor(keysDir: string) {
    this.#keys = new NumberedKeys(keysDir, {
      first: 'seal.pem',
      prefix: 'seal',
      make: newKey,
      read: importKey,
    })
  }

  /** Every key that opens, the newest first: most rows are sealed to it. */
  async all(): Promise<readonly SealKey[]> {
    return (await this.#keys.all()).toReversed()
  }

  /** `seal:…` of the newest key, made at the first start. */
  async pinned(): Promise<string> {
    return (await this.#keys.newest()).pinned
  }

  /** Starts a new key. Devices seal to it once managed configuration names it. */
  rotate(): Promise<SealKey> {
    return this.#keys.add()
  }
}

const newKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

async function importKey(pem: string): Promise<SealKey> {
  const secret = createPrivateKey(pem)
  const pkcs8 = new Uint8Array(secret.export({ type: 'pkcs8', format: 'der' }))
  // An SPKI ends with the point itself, uncompressed: what managed configuration pins.
  const point = createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-POINT_BYTES)
  return {
    name: await sealKeyName(new Uint8Array(point)),
    openKey: await importOpenKey(pkcs8),
    pinned: `seal:${point.toString('base64url')}`,
  }
}
