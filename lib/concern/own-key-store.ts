/**
 * A safeguarding member's own key in this browser profile, and the longest key ledger that this page has believed. The
 * private halves are CryptoKeys that cannot be exported; the secret that they were made from never lies here.
 */
import { Dexie, type DexieOptions, type Table } from 'dexie'
import type { Ledger } from '../protocol/safeguarding-keys.ts'
import type { OwnKey } from './member-key.ts'
import { DATABASE_NAME } from './team-here.ts'

export interface StoredOwnKey {
  readonly key: OwnKey
  /** As pupils would read it. */
  readonly name: string
  /** Whether the school server has been asked to let it join. */
  readonly asked: boolean
  /** When it last was, by Kerb's time source. */
  readonly askedAt?: number | undefined
}

interface SeenLedger {
  /** The fingerprint that it was read against. */
  readonly root: string
  readonly ledger: Ledger
}

class SafeguardingDatabase extends Dexie {
  declare own: Table<StoredOwnKey & { readonly id: 'own' }, string>
  declare ledgers: Table<SeenLedger, string>

  constructor(name: string, options: DexieOptions) {
    super(name, { chromeTransactionDurability: 'strict', ...options })
    this.version(1).stores({ own: 'id', ledgers: 'root' })
  }
}

export class OwnKeyStore {
  private readonly db: SafeguardingDatabase

  /** @param options the IndexedDB to use, for tests */
  constructor(name = DATABASE_NAME, options: DexieOptions = {}) {
    this.db = new SafeguardingDatabase(name, options)
  }

  async own(): Promise<StoredOwnKey | undefined> {
    const stored = await this.db.own.get('own')
    return stored && { key: stored.key, name: stored.name, asked: stored.asked, askedAt: stored.askedAt }
  }

  /** Keeps a key in place of whichever was here. */
  async keep(own: StoredOwnKey): Promise<void> {
    await this.db.own.put({ id: 'own', ...own })
  }

  async forget(): Promise<void> {
    await this.db.own.delete('own')
  }

  /** The longest ledger that was believed under this root; empty when none was. */
  async seen(root: string): Promise<Ledger> {
    return (await this.db.ledgers.get(root))?.ledger ?? []
  }

  async remember(root: string, ledger: Ledger): Promise<void> {
    await this.db.ledgers.put({ root, ledger })
  }

  close(): void {
    this.db.close({ disableAutoOpen: false })
  }
}
