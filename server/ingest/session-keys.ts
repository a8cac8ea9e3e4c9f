/** The keys of browser sessions, unwrapped with the server's seal key. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { unwrapSessionKey } from '../../lib/protocol/seal.ts'
import type { SessionKey } from '../../lib/protocol/wire.ts'

/** Session keys that were unwrapped lately: a session sends its key with every batch, HPKE costs a millisecond. */
export class SessionKeys {
  readonly #kept = new Map<string, KeyObject | null>()
  static readonly MOST = 5000

  async open(
    w: { readonly openKey: CryptoKey; readonly installation: string },
    key: SessionKey,
  ): Promise<KeyObject | null> {
    const name = `${w.installation} ${key.id} ${key.enc} ${key.wrapped}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const raw = await unwrapSessionKey(w.openKey, w.installation, key)
    // A KeyObject, not bytes: node:crypto takes five times as long to start from bytes.
    const opener = raw && createSecretKey(raw)
    if (this.#kept.size >= SessionKeys.MOST) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    this.#kept.set(name, opener)
    return opener
  }
}
