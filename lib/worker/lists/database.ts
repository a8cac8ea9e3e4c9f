/**
 * What is kept of carried lists on the device: the index as a Blob, of which slices can be read, and the names that go
 * into the browser's rules. Apart from the record's database: an index may be wiped without losing a row.
 */
import { Dexie, type DexieOptions, type Table } from 'dexie'
import type { CarriedSegment } from '../../lists/lists.ts'

/** An index file, whole and checked. */
export interface StoredIndex {
  readonly digest: string
  readonly file: Blob
}

/** A part of a transfer that is under way. */
export interface StoredPart {
  /** What is being fetched: its path. */
  readonly transfer: string
  /** Its first byte. */
  readonly from: number
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of the whole transfer. */
  readonly total: number
}

/** The names that the browser's rules hold, whole and checked. */
export interface StoredNames {
  /** Of their file. */
  readonly digest: string
  readonly segments: readonly CarriedSegment[]
}

/** What could not be had, or was not what was signed: it is not fetched again at once. */
export interface StoredRefusal {
  /** Of an index; or the name of what else is missing. */
  readonly digest: string
  /** By the browser's clock. Epoch milliseconds. */
  readonly at: number
  /** It is left alone for so long. Milliseconds. */
  readonly wait?: number
  readonly tries?: number
  /** Of the document that waits for it. */
  readonly version?: string
}

export class ListsDatabase extends Dexie {
  indexes!: Table<StoredIndex, string>
  parts!: Table<StoredPart, [string, number]>
  hot!: Table<StoredNames, string>
  refusals!: Table<StoredRefusal, string>

  constructor(options: DexieOptions = {}) {
    super('kerb-lists', options)
    this.version(1).stores({
      indexes: 'digest',
      parts: '[transfer+from]',
      names: 'version',
      refusals: 'digest',
    })
    // By the document that they came in, once.
    this.version(2).stores({ names: null, hot: 'digest' })
  }
}
