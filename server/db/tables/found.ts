/** What the guard found, and what was decided about it. Times in epoch milliseconds, people as numbers of `people`. */
import type { Generated } from 'kysely'
import type { FoundKind } from '../../../lib/policy/found-kinds.ts'

export interface FoundPlacesTable {
  id: Generated<number>
  /** Keyed hash of host, path and kind: the same place is found by it. */
  same: Uint8Array
  host: string
  kind: FoundKind
  /** 1: it can be closed for all. */
  shared: number
  first: number
  last: number
  /** 1: something came since it was last judged. */
  unjudged: number
  /** Why it was not closed by itself although the evidence would do. */
  held: 'used' | 'kept-open' | 'many' | null
  /** The path, sealed. */
  content: Uint8Array
}

export interface FindingsTable {
  place: number
  installation: number
  /** Days since 1970 by the server's clock, UTC: one finding of each installation a day. */
  day: number
  /** Whom the row names. */
  person: number | null
  /** When it was seen, as the device says, and when it came. */
  at: number
  received: number
  /** Where the device was when it came: on-site, away, unknown. */
  seen_at: string
  sure: number
  /** `family:sign`, separated by spaces. */
  signs: string
  /** The evidence with its details, sealed. */
  content: Uint8Array
}

export interface FoundDecisionsTable {
  id: Generated<number>
  place: number
  what: 'shared' | 'cleared'
  /** 1: by what devices found, with nobody deciding. */
  by_devices: number
  at: number
  /** Null: for good. */
  until: number | null
  /** Null for the one-time link's session, too. */
  decided_by: number | null
  /** Ended before its time, or by the next decision. */
  ended: number | null
  ended_by: number | null
  /** Sealed. */
  reason: Uint8Array
}
