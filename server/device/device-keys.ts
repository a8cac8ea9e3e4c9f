/** The public keys of installations, imported once: each request and each connection is verified with one. */
import { importDeviceKey } from '../../lib/protocol/signature.ts'
import type { Installation } from '../enrolment/installations.ts'

/** Installations whose imported key is kept. */
const KEPT_KEYS = 5000

export class DeviceKeys {
  readonly #keys = new Map<string, CryptoKey>()

  async of({
    installation,
    public_key: spki,
  }: Pick<Installation, 'installation' | 'public_key'>): Promise<CryptoKey> {
    const kept = this.#keys.get(installation)
    if (kept) return kept
    const key = await importDeviceKey(new Uint8Array(spki))
    if (!key) throw new Error('a stored public key cannot be read')
    if (this.#keys.size >= KEPT_KEYS) this.#keys.clear()
    this.#keys.set(installation, key)
    return key
  }
}
