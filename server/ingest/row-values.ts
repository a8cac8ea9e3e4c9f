/** The values of a row, in the order of the columns that take them. */
import type { RowColumns } from '../../lib/protocol/row-columns.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

/** With which a row becomes values. */
interface StoreWith {
  readonly vault: Vault
  /** The row of `installations`. */
  readonly id: number
  readonly now: number
}

/** What a row is stored with besides its own number and kind. */
interface StoredAs {
  readonly at: number
  readonly columns: RowColumns
  /** An index into the batch's people. */
  readonly person: number | null
}

/** What one column of `rows` takes. */
export type Value = string | number | Uint8Array | null

/** Columns of `rows` in the order in which a decoded batch gives their values. */
export const ROW_COLUMNS = [
  'installation',
  'seq',
  'at',
  'received',
  'kind',
  'person',
  'person_from',
  'host',
  'categories',
  'action',
  'reason',
  'target',
  'first',
  'second',
  'secret',
  'mark',
  'salt',
] as const
export const WIDTH = ROW_COLUMNS.length
export const SEQ_AT = ROW_COLUMNS.indexOf('seq')
/** Where the person stands in a row: an index into the batch's people until the store puts in the number. */
export const PERSON_AT = ROW_COLUMNS.indexOf('person')
export const MARK_AT = ROW_COLUMNS.indexOf('mark')
const SALT_AT = ROW_COLUMNS.indexOf('salt')
const SALT_BYTES = 16

/** A row's time is the device's; one outside these is a broken clock's, and is stored as when it arrived. */
const EARLIEST = Date.UTC(2020, 0, 1)
const AHEAD = 5 * 60_000

/** Texts, not bytes: a list of texts crosses to another thread at a fraction of the cost. */
export function pushSalts(values: Value[], salts: Buffer, unsalted: readonly number[]): void {
  for (let i = 0; i * SALT_BYTES < salts.length; i += 1)
    values[i * WIDTH + SALT_AT] = salts.toString('base64url', i * SALT_BYTES, (i + 1) * SALT_BYTES)
  for (const i of unsalted) values[i * WIDTH + SALT_AT] = null
}

export function pushUnreadable(values: Value[], seq: number, mark: number, w: StoreWith): void {
  const first = values.length
  values.push(w.id, seq, w.now, w.now, 'unreadable')
  while (values.length < first + WIDTH) values.push(null)
  values[first + MARK_AT] = mark
}

export function timeOf(row: Row, { now }: Pick<StoreWith, 'now'>): number {
  const at = Math.trunc(row.at)
  return at >= EARLIEST && at <= now + AHEAD ? at : now
}

export function pushRow(values: Value[], row: Row, { at, columns, person }: StoredAs, w: StoreWith): void {
  const { host, categories, action, reason, target, first, second, secret } = columns
  values.push(
    w.id,
    row.seq,
    at,
    w.now,
    row.kind,
    person,
    row.who?.from ?? null,
    host,
    categories,
    action,
    reason,
    target,
    first,
    second,
    secret === null ? null : w.vault.seal(secret, PLACE_OF.row(w.id, row.seq)),
  )
}
