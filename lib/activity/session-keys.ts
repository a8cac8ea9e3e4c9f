/**
 * The key of this browser session. Its bytes are in `storage.session` (memory only) and nowhere else in clear;
 * the database gets it wrapped to the school server. When the browser closes, nothing on the device opens its rows.
 */
import { fromBase64url, toBase64url } from '../protocol/bytes.ts'
import { importRowKey, importSealKey, nameOfSealKey, wrapSessionKey } from '../protocol/seal.ts'
import type { SessionKey } from '../protocol/wire.ts'

/** Memory that lasts as long as the browser runs, and is never written to disk. */
export interface SessionSecrets {
  /** Every key of this browser session: id → 32 bytes, base64url. */
  all(): Promise<Readonly<Record<string, string>>>
  /** Adds one, leaving the others: two overlapping workers may each make theirs. */
  add(id: string, raw: string): Promise<void>
}

/** A session's key, wrapped to the seal key of this name. */
export type WrappedKey = SessionKey & { readonly to: string }

export interface RowKey {
  readonly id: string
  readonly rowKey: CryptoKey
}

export class SessionKeys {
  private readonly secrets: SessionSecrets
  private readonly installation: string | Promise<string>
  private seal: { readonly key: CryptoKey; readonly name: string } | null = null
  /** Keys of this session that are wrapped to an earlier seal key: no new row is sealed with them. */
  private readonly retired = new Set<string>()
  private making: Promise<RowKey> | null = null

  /** @param installation only wrapping waits for it: after a browser start each storage answers late, so side by side */
  constructor(secrets: SessionSecrets, installation: string | Promise<string>) {
    this.secrets = secrets
    this.installation = installation
  }

  /** The session's key: the one that is there, else a new one, which is in session memory before it is used. */
  current(): Promise<RowKey> {
    this.making ??= this.findOrMake().catch((error: unknown) => {
      this.making = null // So that the next row tries again.
      throw error
    })
    return this.making
  }

  private async findOrMake(): Promise<RowKey> {
    const known = await this.secrets.all()
    // Any will do; the same one for every worker of the session keeps the number of keys small.
    const id = Object.keys(known)
      .sort()
      .find((one) => !this.retired.has(one))
    const raw = id === undefined ? null : fromBase64url(known[id] ?? '')
    if (id !== undefined && raw?.length === 32) return { id, rowKey: await importRowKey(raw) }
    const fresh = crypto.getRandomValues(new Uint8Array(32))
    const freshId = toBase64url(crypto.getRandomValues(new Uint8Array(12)))
    await this.secrets.add(freshId, toBase64url(fresh))
    return { id: freshId, rowKey: await importRowKey(fresh) }
  }

  get canWrap(): boolean {
    return this.seal !== null
  }

  /** The name of the seal key that keys are wrapped to now. */
  get sealedTo(): string | undefined {
    return this.seal?.name
  }

  /** Uses another key of the session from now on: this one is wrapped to a seal key that is in use no more. */
  retire(id: string): void {
    this.retired.add(id)
    this.making = null
  }

  /** Sets the school server's seal key, as `importSealKey` reads it. False, and nothing changes, when it is no P-256 key. */
  async useSealKey(text: string): Promise<boolean> {
    // Side by side: the first row of a woken worker waits for both.
    const [key, name] = await Promise.all([importSealKey(text), nameOfSealKey(text)])
    if (key) this.seal = { key, name }
    return key !== null
  }

  /** Ids whose bytes this browser session still has. */
  async held(): Promise<ReadonlySet<string>> {
    return new Set(Object.keys(await this.secrets.all()))
  }

  /** A key wrapped to the server, or null while no seal key is known or when its bytes are gone. */
  async wrap(id: string): Promise<WrappedKey | null> {
    const { seal } = this
    if (!seal) return null
    const raw = fromBase64url((await this.secrets.all())[id] ?? '')
    if (raw?.length !== 32) return null
    return { ...(await wrapSessionKey(seal.key, await this.installation, id, raw)), to: seal.name }
  }
}
