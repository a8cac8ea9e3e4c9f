/** Rows of activity, and those that are missing, doubled or cannot be read. */

export interface RowsTable {
  installation: number
  seq: number
  at: number
  received: number
  /** As in lib/protocol/rows.ts, or `unreadable`, or `expired`: a bare number whose row was kept long enough. */
  kind: string
  person: number | null
  person_from: string | null
  host: string | null
  /** Category ids, separated by spaces. */
  categories: string | null
  action: string | null
  reason: string | null
  target: string | null
  /** For `stay`: the visit's number and its seconds. For `title`: the visit's number. For `lost`: from and to. */
  first: number | null
  second: number | null
  /** Path, title, search terms and words, sealed. */
  secret: Uint8Array | null
  /** Tells a row that is sent again from another one under its number (decode.ts); null in rows from before it was kept. */
  mark: number | null
  /** What its digest is salted with, enciphered (Vault.blocks); null where there is none, as in rows from before. */
  salt: string | null
}

/** Rows under numbers that hold another row; as in `rows`. */
export interface ForksTable extends RowsTable {
  mark: number
}

export interface UnreadableTable {
  installation: number
  seq: number
  /** Why: no-key, not-opened, not-json, not-a-row, wrong-number. */
  problem: string
  /** The row as it came, so that a key that is found again can still open it. */
  session_key: string
  wrapped: string | null
  enc: string | null
  nonce: string
  sealed: Uint8Array
}

export interface LostTable {
  installation: number
  from_seq: number
  to_seq: number
  /** The row that says so. */
  said_by: number
  reason: string
}

/** Rows of confirmed installations that were stopped, warned of or searched for, on one day in UTC. */
export interface DayCountsTable {
  /** Days since 1970. */
  day: number
  kind: 'blocked' | 'warned' | 'search'
  /** Of what was stopped; otherwise empty. */
  categories: string
  count: number
}
