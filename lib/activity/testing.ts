/** Fakes for this room's tests: a session memory, and a school server that opens what it is sent. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { toBase64url } from '../protocol/bytes.ts'
import { type Row, rowSchema } from '../protocol/rows.ts'
import { importRowKey, openRow, unwrapSessionKey } from '../protocol/seal.ts'
import { activityRequestSchema } from '../protocol/wire.ts'
import { KerbDatabase } from './database.ts'
import { WireError } from '../protocol/wire-error.ts'
import { type Batch, Outbox, type ServerCount } from './outbox.ts'
import type { SyncParts } from './sync.ts'
import { SessionKeys, type SessionSecrets } from './session-keys.ts'
import { ActivityStore, type PendingRow } from './store.ts'

export const INSTALLATION = 'i'.repeat(43)
export const T0 = Date.UTC(2026, 0, 12, 10)

/** A device: what stays when a worker dies (`database`), and what goes when the browser closes (`memory`). */
export class FakeDevice {
  private readonly factory = new IDBFactory()
  private memory: Record<string, string> = {}

  /** A new worker's connection. */
  database(): KerbDatabase {
    return new KerbDatabase('kerb-activity', { indexedDB: this.factory, IDBKeyRange })
  }

  readonly secrets: SessionSecrets = {
    all: () => Promise.resolve({ ...this.memory }),
    add: (id, raw) => {
      this.memory[id] = raw
      return Promise.resolve()
    },
  }

  /** A new worker. */
  store(): ActivityStore {
    const keys = new SessionKeys(this.secrets, INSTALLATION)
    return new ActivityStore({ db: this.database(), keys, installation: INSTALLATION })
  }

  closeBrowser(): void {
    this.memory = {}
  }
}

export const visit = (host: string, at = T0): PendingRow => ({
  row: { kind: 'visit', host, categories: [], action: 'allow', reason: 'unknown-host' },
  at,
})

export const blocked = (host: string, at = T0): PendingRow => ({
  row: {
    kind: 'blocked',
    host,
    categories: ['self-harm'],
    action: 'block',
    reason: 'category',
    target: 'page',
  },
  at,
})

/** A school server in memory: opens every row, counts on over `lost` rows, and can be restored from a backup. */
export class FakeServer {
  readonly pair: CryptoKeyPair
  readonly sealKey: string
  epoch = 1
  readonly rows = new Map<number, Row>()
  readonly unreadable: number[] = []
  private backup: Row[] = []

  private constructor(pair: CryptoKeyPair, sealKey: string) {
    this.pair = pair
    this.sealKey = sealKey
  }

  static async start(): Promise<FakeServer> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
    return new FakeServer(pair, toBase64url(point))
  }

  /** Highest number such that each one up to it is here or spoken of by a `lost` row. */
  get acknowledged(): number {
    const lost = [...this.rows.values()].filter((row) => row.kind === 'lost')
    let n = 0
    for (;;) {
      const range = lost.find((row) => row.from <= n + 1 && row.to > n)
      if (range) n = range.to
      else if (this.rows.has(n + 1)) n += 1
      else return n
    }
  }

  async receive(batch: Batch): Promise<ServerCount> {
    const { keys, rows } = activityRequestSchema.parse(JSON.parse(JSON.stringify(batch)))
    const opened = new Map<string, CryptoKey>()
    for (const key of keys) {
      const raw = await unwrapSessionKey(this.pair, INSTALLATION, key)
      if (raw) opened.set(key.id, await importRowKey(raw))
    }
    for (const row of rows) {
      const key = opened.get(row.key)
      const parsed = rowSchema.safeParse(key && (await openRow(key, INSTALLATION, row)))
      if (!parsed.success || parsed.data.seq !== row.seq) {
        this.unreadable.push(row.seq)
        continue
      }
      const known = this.rows.get(row.seq)
      if (known && JSON.stringify(known) !== JSON.stringify(parsed.data)) {
        throw new Error(`number ${row.seq} came twice with different rows`)
      }
      this.rows.set(row.seq, parsed.data)
    }
    return { epoch: this.epoch, acknowledged: this.acknowledged }
  }

  takeBackup(): void {
    this.backup = [...this.rows.values()]
  }

  restore(): void {
    this.rows.clear()
    for (const row of this.backup) this.rows.set(row.seq, row)
    this.epoch += 1
  }
}

/** A device that delivers to the server, and whatever of that is to be otherwise. */
export async function connected(device: FakeDevice, server: FakeServer, change: Partial<SyncParts> = {}) {
  const store = device.store()
  await store.keys.useSealKey(server.sealKey)
  const outbox = new Outbox(store)
  const send = (batch: Batch): Promise<ServerCount> => server.receive(batch)
  return { store, outbox, send, now: () => T0, random: () => 0.5, ...change }
}

export const offline = () => Promise.reject(new WireError('network', 'no answer'))
export const status = (code: number) => new WireError('status', `answered ${code}`, { status: code })
