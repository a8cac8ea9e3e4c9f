/** Sources of category lists, their updates, and the school's corrections. People are numbers of `people`. */
import type { Generated } from 'kysely'
import type { ListFormat, ListSchedule } from '../../../lib/protocol/list-sources.ts'

export interface ListSourcesTable {
  id: Generated<number>
  name: string
  licence: string
  preset: string | null
  /** Null for a source that comes as a file. */
  address: string | null
  /** Of the file that was uploaded last; empty before the first. */
  file: string
  format: ListFormat
  /** JSON. */
  mapping: string
  schedule: ListSchedule
  on: number
  pinned: number
  added: number
  /** When it was last asked for, whatever came of it. */
  checked: number | null
  etag: string | null
  modified: string | null
  /** The last failure since the last success: JSON. */
  failing: string | null
}

export interface ListUpdatesTable {
  id: Generated<number>
  source: number
  at: number
  state: 'in-force' | 'held' | 'earlier' | 'discarded'
  /** SHA-256 of its file of names, in hex: the file is called by it. */
  digest: string
  /** What was counted when it was read: JSON. */
  counts: string
  /** JSON. */
  problems: string
  decided: 'taken' | 'discarded' | null
  decided_at: number | null
  decided_by: number | null
  /** Sealed. */
  reason: Uint8Array | null
  /** 1: its names are on the disk. */
  kept: number
}

export interface ListCorrectionsTable {
  id: Generated<number>
  host: string
  /** Ids joined by commas; empty for none. */
  categories: string
  at: number
  by_person: number | null
  /** The name of the file it came with. */
  from_file: string | null
  ended: number | null
  ended_by: number | null
  /** Sealed. */
  reason: Uint8Array
}
