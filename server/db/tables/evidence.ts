/** What rows are proved by, holds and erasures. Times in epoch milliseconds. */
import type { Generated } from 'kysely'

export interface EvidenceEntriesTable {
  id: Generated<number>
  at: number
  kind: 'batch' | 'removed'
  /** Of a batch: the row of `installations`, and the lowest and highest number that it stored. */
  installation: number | null
  first: number | null
  last: number | null
  /** As evidence/proof.ts has it: JSON, in the very letters that its digest is made of. */
  head: string
  /** SHA-256 of the body. */
  body_digest: Uint8Array
  /** Digests and signature of a batch; null once none of its rows is left. */
  body: Uint8Array | null
}

export interface EvidenceDaysTable {
  /** On the school's clock, as 2026-11-24. */
  day: string
  /** Ids of its entries, both ends included. */
  first: number
  last: number
  root: Uint8Array
  /** Made of the root and of the head before. */
  head: Uint8Array
  closed: number
}

export interface HoldsTable {
  id: Generated<number>
  at: number
  by_person: number | null
  /** Whose rows; null for everybody's. */
  person: number | null
  /** What happened from then until then, both ends included. */
  since: number
  until: number
  /** It holds until then, unless it is lifted. */
  ends: number
  /** Sealed, like the reason for which it was lifted. */
  reason: Uint8Array
  lifted: number | null
  lifted_by: number | null
  lifted_reason: Uint8Array | null
}

export interface ErasuresTable {
  id: string
  at: number
  by_person: number
  person: number
  since: number
  until: number
  /** Sealed. */
  reason: Uint8Array
  /** Rows that it was to be, when it was asked for. */
  planned: number
  /** It must be confirmed before. */
  expires: number
  confirmed: number | null
  confirmed_by: number | null
  done: number | null
  erased: number | null
  /** Who called off the rest of it. */
  stopped_by: number | null
  /** All of it that is from before this is gone, but for what is held; null before the first row went. */
  reached: number | null
}
