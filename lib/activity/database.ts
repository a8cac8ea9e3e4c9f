/**
 * The extension's database on the device. The installation's key lives beside its rows on purpose: whoever wipes
 * one wipes both, so numbering always starts at 1 under a new name and the server sees the old one unfinished.
 */
import { Dexie, type DexieOptions, type Table } from 'dexie'
import type { SealedRow } from '../protocol/wire.ts'
import type { Wait } from './pace.ts'

/** How dearly a row is kept when space runs out: visits go first, blocked safeguarding themes last. */
export const WEIGHT = { ordinary: 0, notable: 1, urgent: 2 } as const
export type Weight = (typeof WEIGHT)[keyof typeof WEIGHT]

/** A sealed row as stored. Number, key and weight are in clear; everything it says is not. */
export type StoredRow = SealedRow & {
  /** What it is proved by (protocol/evidence.ts); rows of earlier versions have none. */
  readonly digest?: string
  readonly weight: Weight
  /** The row's own number, on urgent rows only: an index that costs the others nothing. */
  readonly urgent?: number
}

/** A browser session's key: never in clear here. Without `wrapped` no seal key was known yet. */
export interface StoredKey {
  readonly id: string
  /** Lowest and highest row number that may be sealed with it. */
  readonly first: number
  readonly last: number
  readonly enc?: string
  readonly wrapped?: string
  /** The name of the seal key that it is wrapped to; absent in records from before it was kept. */
  readonly to?: string
}

/** A `lost` row in clear: row number `seq` says that `from` to `to` (both included) never come. */
export interface Loss {
  readonly seq: number
  readonly from: number
  readonly to: number
}

export interface Numbers {
  readonly id: 'numbers'
  /** The highest number written, 0 for none. */
  readonly written: number
}

export interface DeliveryState {
  readonly id: 'delivery'
  /** Highest contiguous number that the server has, as it said last. */
  readonly acknowledged: number
  /** The server's epoch when it said so. */
  readonly epoch?: number
  /** What was acknowledged up to when, one entry an hour: decides how long sealed copies are kept. */
  readonly acks: readonly { readonly hour: number; readonly upTo: number }[]
  /** Failed attempts in a row. */
  readonly attempt: number
  /** Rows in the next batch at most; shrinks to find a row that the server refuses. */
  readonly limit: number
  /** How long to wait since the last failure; absent or null when nothing stands in the way. */
  readonly wait?: Wait | null
  /** Rows refused one by one, set aside until the server shows that it takes others. */
  readonly parked: readonly number[]
}

/** The installation's key pair. */
export interface StoredIdentity {
  readonly id: 'installation'
  readonly installation: string
  readonly privateKey: CryptoKey
  /** SPKI, base64url. */
  readonly publicKey: string
}

export class KerbDatabase extends Dexie {
  declare rows: Table<StoredRow, number>
  declare keys: Table<StoredKey, string>
  declare losses: Table<Loss, number>
  declare meta: Table<Numbers | DeliveryState, string>
  declare device: Table<StoredIdentity, string>

  /** @param options the IndexedDB to use, for tests */
  constructor(name = 'kerb-activity', options: DexieOptions = {}) {
    super(name, options)
    this.version(1).stores({ rows: 'seq, urgent', keys: 'id', losses: 'seq', meta: 'id', device: 'id' })
  }
}

export const NO_NUMBERS: Numbers = { id: 'numbers', written: 0 }
export const FIRST_DELIVERY: DeliveryState = {
  id: 'delivery',
  acknowledged: 0,
  acks: [],
  attempt: 0,
  limit: 500,
  parked: [],
}

export const readNumbers = async (db: KerbDatabase): Promise<Numbers> =>
  ((await db.meta.get('numbers')) as Numbers | undefined) ?? NO_NUMBERS
