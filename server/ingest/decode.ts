/**
 * A batch from its bytes to rows ready to be stored: unsealed, held to their schema, and what must not lie open in
 * the database sealed again with the server's own key. Nothing here touches the database, so it can run beside the
 * thread that does. node:crypto instead of WebCrypto, which costs ten times as much a row.
 */
import { createDecipheriv, type DecipherGCM } from 'node:crypto'
import { type Row, rowSchema } from '../../lib/protocol/rows.ts'
import { rowAad, unwrapSessionKey } from '../../lib/protocol/seal.ts'
import type { activityRequestSchema, SealedRow, SessionKey } from '../../lib/protocol/wire.ts'
import type { z } from '../../lib/zod.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

export type Batch = z.infer<typeof activityRequestSchema>

/** A row as the `rows` table takes it, except the person's number, which the database knows. */
export interface DecodedRow {
  readonly seq: number
  readonly at: number
  readonly kind: Row['kind'] | 'unreadable'
  /** Index into the batch's people, or -1. */
  readonly person: number
  readonly personFrom: string | null
  readonly host: string | null
  readonly categories: string | null
  readonly action: string | null
  readonly reason: string | null
  readonly target: string | null
  readonly first: number | null
  readonly second: number | null
  readonly secret: Uint8Array | null
}

export type UnreadableProblem = 'no-key' | 'not-opened' | 'not-json' | 'not-a-row' | 'wrong-number'

export interface DecodedBatch {
  readonly written: number
  readonly rows: readonly DecodedRow[]
  /** Distinct people of the batch. */
  readonly people: readonly { readonly lookup: string; readonly name: string }[]
  readonly unreadable: readonly {
    readonly row: SealedRow
    readonly problem: UnreadableProblem
    readonly key: SessionKey | null
  }[]
  readonly lost: readonly {
    readonly seq: number
    readonly from: number
    readonly to: number
    readonly reason: string
  }[]
}

/** A row's time is the device's; one outside these is a broken clock's, and is stored as when it arrived. */
const EARLIEST = Date.UTC(2020, 0, 1)
const AHEAD = 400 * 86_400_000

export interface DecodeWith {
  readonly openKey: CryptoKey
  readonly vault: Vault
  readonly sessionKeys: SessionKeys
  /** The row of `installations`. */
  readonly id: number
  readonly installation: string
  readonly now: number
}

/** Decodes a batch that fits its schema. Never throws for what a row holds: such a row is kept as unreadable. */
export async function decodeBatch(batch: Batch, w: DecodeWith): Promise<DecodedBatch> {
  const keys = new Map<string, { raw: Uint8Array | null; key: SessionKey }>()
  for (const key of batch.keys) keys.set(key.id, { raw: await w.sessionKeys.open(w, key), key })
  const people = new Map<string, { index: number; name: string; lookup: string }>()
  const rows: DecodedRow[] = []
  const unreadable: DecodedBatch['unreadable'][number][] = []
  const lost: DecodedBatch['lost'][number][] = []
  for (const sealed of batch.rows) {
    const key = keys.get(sealed.key)
    const opened = key?.raw ? open(sealed, key.raw, w.installation) : ('no-key' as const)
    if (typeof opened === 'string') {
      rows.push(unreadableRow(sealed.seq, w.now))
      unreadable.push({ row: sealed, problem: opened, key: key?.key ?? null })
      continue
    }
    rows.push(flatten(opened, personIndex(people, opened, w.vault), w))
    if (opened.kind === 'lost') {
      const { from, to } = opened
      if (from >= 1 && to >= from)
        lost.push({ seq: opened.seq, from, to, reason: opened.reason.slice(0, 200) })
    }
  }
  return {
    written: batch.written,
    rows,
    people: [...people.values()].map(({ lookup, name }) => ({ lookup, name })),
    unreadable,
    lost,
  }
}

function personIndex(
  people: Map<string, { index: number; name: string; lookup: string }>,
  row: Row,
  vault: Vault,
): number {
  if (!row.who) return -1
  const known = people.get(row.who.name)
  if (known) return known.index
  const lookup = vault.lookup(row.who.name).toString('hex')
  const index = people.size
  people.set(row.who.name, { index, name: row.who.name, lookup })
  return index
}

function open(sealed: SealedRow, key: Uint8Array, installation: string): Row | UnreadableProblem {
  const bytes = Buffer.from(sealed.sealed, 'base64url')
  if (bytes.length < 16) return 'not-opened'
  let text: string
  try {
    const nonce = Buffer.from(sealed.nonce, 'base64url')
    const decipher: DecipherGCM = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(rowAad(installation, sealed.seq))
    decipher.setAuthTag(bytes.subarray(-16))
    text = decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return 'not-opened' // The seal does not fit this key, installation and number.
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  const row = rowSchema.safeParse(value)
  if (!row.success) return 'not-a-row'
  return row.data.seq === sealed.seq ? row.data : 'wrong-number'
}

const unreadableRow = (seq: number, now: number): DecodedRow => ({
  seq,
  at: now,
  kind: 'unreadable',
  person: -1,
  personFrom: null,
  host: null,
  categories: null,
  action: null,
  reason: null,
  target: null,
  first: null,
  second: null,
  secret: null,
})

function flatten(row: Row, person: number, w: DecodeWith): DecodedRow {
  const at = Math.trunc(row.at)
  const secret = secretOf(row)
  const isPlace = 'host' in row
  return {
    seq: row.seq,
    at: at >= EARLIEST && at <= w.now + AHEAD ? at : w.now,
    kind: row.kind,
    person,
    personFrom: row.who?.from ?? null,
    host: isPlace ? row.host : null,
    categories: isPlace && row.categories.length > 0 ? row.categories.join(' ') : null,
    action: isPlace ? row.action : null,
    reason: 'reason' in row ? row.reason.slice(0, 200) : null,
    target: 'target' in row ? row.target : null,
    first: row.kind === 'stay' ? row.visit : row.kind === 'lost' ? row.from : null,
    second: row.kind === 'stay' ? row.seconds : row.kind === 'lost' ? row.to : null,
    secret: secret === null ? null : w.vault.seal(secret, PLACE_OF.row(w.id, row.seq)),
  }
}

/** What a stolen database must not say, as JSON, or null when the row holds none of it. */
function secretOf(row: Row): string | null {
  switch (row.kind) {
    case 'search':
      return JSON.stringify({ path: row.path, terms: row.terms })
    case 'visit':
      return row.path === undefined && row.title === undefined
        ? null
        : JSON.stringify({ path: row.path, title: row.title })
    case 'blocked':
    case 'warned':
    case 'continued':
      return row.path === undefined ? null : JSON.stringify({ path: row.path })
    case 'problem':
      return JSON.stringify({ code: row.code, detail: row.detail })
    case 'policy':
      return JSON.stringify({ source: row.source, version: row.version })
    case 'start':
      return JSON.stringify({ version: row.version, browser: row.browser })
    default:
      return null
  }
}

/** Session keys that were unwrapped lately: a session sends its key with every batch, HPKE costs a millisecond. */
export class SessionKeys {
  readonly #kept = new Map<string, Uint8Array | null>()
  static readonly MOST = 5000

  async open(w: Pick<DecodeWith, 'openKey' | 'installation'>, key: SessionKey): Promise<Uint8Array | null> {
    const name = `${w.installation} ${key.id} ${key.enc} ${key.wrapped}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const raw = await unwrapSessionKey(w.openKey, w.installation, key)
    if (this.#kept.size >= SessionKeys.MOST) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    this.#kept.set(name, raw)
    return raw
  }
}
