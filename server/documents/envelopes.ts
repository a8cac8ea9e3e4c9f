/** Signed envelopes of the documents in force, signed once for each version, reader and key. */
import { createHash } from 'node:crypto'
import { etagOf } from '../../lib/protocol/version.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import type { PolicyDocument, Version } from '../../lib/policy/document.ts'
import { textsInForce } from '../agreement/texts.ts'
import { toldNow } from '../found/told.ts'
import type { Database } from '../db/open.ts'
import type { SigningKeys } from '../keys/signing.ts'
import type { Vault } from '../keys/vault.ts'
import { lockedInForce, lockedVersion } from '../lists/locked.ts'
import { currentDocument, currentVersion, policyInForce } from './documents.ts'
import { narrowPolicy, type Reader } from './narrow.ts'

export interface Answer {
  readonly etag: string
  /** The envelope as JSON text. */
  readonly body: string
}

const ANYBODY = 'anybody'
const STRANGER = 'stranger'

/** The version's own ETag, with a mark when the content is one reader's: what they may read can change by itself. */
const etagFor = (version: Version, reader: string): string =>
  reader === ANYBODY
    ? etagOf(version)
    : `${etagOf(version).slice(0, -1)}.${createHash('sha256').update(reader).digest('hex').slice(0, 12)}"`

/** Under which name an envelope is kept: the same for everybody who reads the same. */
const nameOf = (who: Reader, document: PolicyDocument, found: string): string =>
  [
    readerName(who, document),
    ...(document.agreement === undefined ? [] : [JSON.stringify(document.agreement)]),
    ...(found === '' ? [] : [`found:${found}`]),
  ].join(' ')

function readerName(who: Reader, { people, suspensions, unblocks }: PolicyDocument): string {
  if (who === 'withheld') return STRANGER
  const { opened = [], suspended = [] } = who
  const own = suspensions.length + Object.keys(people).length + opened.length > 0
  if (!own && !unblocks.some((u) => u.forPerson !== undefined)) return ANYBODY
  return `person ${who.person?.trim().toLowerCase()} ${JSON.stringify([opened, suspended])}`
}

/** Most pupils have nothing of their own in the policy: they share one envelope. */
const KEPT = 500

export class Envelopes {
  readonly #db: Database
  readonly #vault: Vault
  readonly #keys: SigningKeys
  readonly #kept = new Map<string, string>()

  constructor(db: Database, vault: Vault, keys: SigningKeys) {
    this.#db = db
    this.#vault = vault
    this.#keys = keys
  }

  /** The policy for a reader (see narrowPolicy), or null when none is published. */
  async policy(who: Reader): Promise<Answer | null> {
    const narrowed = await this.#narrowed(who)
    if (!narrowed) return null
    const { etag, reader, document } = narrowed
    return { etag, body: await this.#envelope('policy', etag, reader, document) }
  }

  /** Its tag, or undefined when none is published. */
  async policyTag(who: Reader): Promise<string | undefined> {
    return (await this.#narrowed(who))?.etag
  }

  async #narrowed(who: Reader) {
    const parts = { db: this.#db, vault: this.#vault }
    const policy = await policyInForce(parts)
    if (!policy) return null
    const found = await toldNow(parts, Date.now())
    const document = narrowPolicy(policy, who, await textsInForce(parts), found)
    const reader = nameOf(who, document, found.mark)
    return { etag: etagFor(policy.version, reader), reader, document }
  }

  /** The lists, or null when none are published. */
  async lists(): Promise<Answer | null> {
    const version = await currentVersion(this.#db, 'lists')
    if (!version) return null
    const etag = etagFor(version, ANYBODY)
    const document = async () => currentDocument(this.#db, this.#vault, 'lists')
    return { etag, body: await this.#envelope('lists', etag, ANYBODY, document) }
  }

  /** The lists of illegal content, or null when none was ever loaded. */
  async locked(): Promise<Answer | null> {
    const version = await lockedVersion(this.#db)
    if (!version) return null
    const etag = etagFor(version, ANYBODY)
    const document = async () => lockedInForce({ db: this.#db, vault: this.#vault })
    return { etag, body: await this.#envelope('locked', etag, ANYBODY, document) }
  }

  async #envelope(kind: Envelope['kind'], etag: string, reader: string, payload: unknown): Promise<string> {
    const { spki } = await this.#keys.current()
    const name = `${kind} ${etag} ${Buffer.from(spki).toString('hex')} ${reader}`
    const kept = this.#kept.get(name)
    if (kept) return kept
    const content = typeof payload === 'function' ? ((await payload()) as unknown) : payload
    const envelope: Envelope = await this.#keys.sign(kind, content)
    const body = JSON.stringify(envelope)
    if (this.#kept.size >= KEPT) this.#kept.clear()
    this.#kept.set(name, body)
    return body
  }
}
