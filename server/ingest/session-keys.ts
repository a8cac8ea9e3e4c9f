/** The keys of browser sessions, unwrapped with the server's seal keys. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { unwrapSessionKey } from '../../lib/protocol/seal.ts'
import type { SessionKey } from '../../lib/protocol/wire.ts'
import { RateLimit } from '../device/limits.ts'
import { Refusal } from '../errors.ts'
import type { SealKey, SealKeys } from '../keys/seal-key.ts'

/** What became of a session key. */
interface Tried {
  /** Null when none of the seal keys opened it. */
  readonly opener: KeyObject | null
  /** The seal keys that were there then. */
  readonly keys: readonly SealKey[]
}

/**
 * Tries at seal keys of one installation in a minute and thread (there are two), each about a millisecond. A device that was away for a month
 * brings a few hundred session keys, once; made-up ones must not cost more than this.
 */
export const MOST_TRIES = 600

export class SessionKeys {
  readonly #seal: Pick<SealKeys, 'all'>
  /** Session keys that were tried lately: a session sends its key with every batch. */
  readonly #kept = new Map<string, Tried>()
  readonly #tries: RateLimit
  static readonly MOST = 5000

  constructor(seal: Pick<SealKeys, 'all'>, tries = new RateLimit(MOST_TRIES)) {
    this.#seal = seal
    this.#tries = tries
  }

  /**
   * The keys of a batch, in its order; null for one that no seal key opens. Throws a Refusal when the device names a
   * seal key that is not here, because then it is told wrongly what to seal to, and when there were too many to try.
   */
  async open(installation: string, keys: readonly SessionKey[]): Promise<(KeyObject | null)[]> {
    const seal = await this.#seal.all()
    const strange = keys.findIndex(({ to }) => to !== undefined && !seal.some(({ name }) => name === to))
    if (strange >= 0) {
      throw new Refusal(
        409,
        'seal-key',
        'Rows are sealed to a key that this server does not have: put the seal: line that `npm run policy -- keys` ' +
          'prints into managed configuration, or the missing key file back into the folder of keys.',
        { field: `keys.${strange}.to` },
      )
    }
    const openers: (KeyObject | null)[] = []
    for (const key of keys) openers.push(await this.#one(installation, key, seal))
    return openers
  }

  async #one(installation: string, key: SessionKey, seal: readonly SealKey[]): Promise<KeyObject | null> {
    const name = `${installation} ${key.id} ${key.enc} ${key.wrapped}`
    const kept = this.#kept.get(name)
    const fresh = kept?.opener ? [] : seal.filter((one) => !kept?.keys.includes(one))
    if (kept && fresh.length === 0) return kept.opener
    // The one it names first; its word is not believed, so the others follow.
    const order = [
      ...fresh.filter((one) => one.name === key.to),
      ...fresh.filter((one) => one.name !== key.to),
    ]
    const opener = await this.#unwrap(installation, key, order)
    this.#keep(name, { opener, keys: seal })
    return opener
  }

  async #unwrap(installation: string, key: SessionKey, seal: readonly SealKey[]): Promise<KeyObject | null> {
    for (const { openKey } of seal) {
      if (!this.#tries.take(installation)) {
        throw new Refusal(429, 'rate', 'Too many new session keys at once: wait a little.', {
          retryAfter: 15,
        })
      }
      const raw = await unwrapSessionKey(openKey, installation, key)
      // A KeyObject, not bytes: node:crypto takes five times as long to start from bytes.
      if (raw) return createSecretKey(raw)
    }
    return null
  }

  #keep(name: string, tried: Tried): void {
    if (this.#kept.size >= SessionKeys.MOST) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    this.#kept.set(name, tried)
  }
}
