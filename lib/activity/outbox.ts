/**
 * What has been written and the server does not have yet: the next batch, what an acknowledgement changes, and
 * what is no longer kept. Every number from 1 to the highest ends up at the server, as itself or inside a `lost`
 * row; both sides may be restored, repeated or interrupted at any point.
 */
import { unlessFull } from '../disk/full.ts'
import { withOpen } from '../disk/with-open.ts'
import { MAX_BATCH_ROWS, type SealedRow, type SessionKey } from '../protocol/wire.ts'
import { candidates, openLosses, urgentAbove } from './candidates.ts'
import type { DeliveryState, KerbDatabase, StoredKey, StoredRow } from './database.ts'
import { fill } from './fill-batch.ts'
import { KeptDelivery, type Standing } from './kept-delivery.ts'
import { KEEP_ACKNOWLEDGED_MS, MAX_ACKNOWLEDGED, MAX_AHEAD } from './limits.ts'
import { leftOf, type Wait } from './pace.ts'
import { holes } from './ranges.ts'
import type { ActivityStore } from './store.ts'

export interface Batch {
  readonly written: number
  readonly keys: readonly SessionKey[]
  readonly rows: readonly SealedRow[]
  /** What each is proved by, in the same order; undefined for rows of earlier versions. */
  readonly digests: readonly { readonly seq: number; readonly digest: string | undefined }[]
  /** Something in it must reach the safeguarding lead fast. */
  readonly urgent: boolean
}

/** What the server said about an installation's rows, in an answer to a batch or a heartbeat. */
export interface ServerCount {
  readonly epoch: number
  readonly acknowledged: number
}

interface Taken extends Standing {
  readonly wentBack: boolean
}

const HOUR = 3_600_000

export class Outbox {
  private readonly store: ActivityStore
  private readonly db: KerbDatabase
  private readonly kept: KeptDelivery
  /** Not truth: after a worker's death some rows travel twice, and the server takes the repeat calmly. */
  private sentAhead = new Set<number>()

  constructor(store: ActivityStore) {
    this.store = store
    this.db = store.db
    this.kept = new KeptDelivery(store.db)
  }

  /**
   * The next batch; null when the server has everything; `no-seal-key` when what is left is sealed with keys that cannot
   * be wrapped.
   */
  async next(): Promise<Batch | null | 'no-seal-key'> {
    return withOpen(this.db, async () => {
      const { written, delivery } = await this.kept.read()
      const { acknowledged, parked } = delivery
      const limit = Math.min(delivery.limit, MAX_BATCH_ROWS)
      const closed = new Set<number>()
      for (;;) {
        const passed = new Set([...parked, ...closed, ...this.sentAhead])
        let rows = await candidates(this.db, acknowledged, limit, passed)
        // All of it has left, and the count stands still: what follows it is sent again, so that the server says why.
        if (rows.length === 0 && closed.size === 0)
          rows = await candidates(this.db, acknowledged, limit, new Set(parked))
        if (rows.length === 0) return closed.size === 0 ? null : 'no-seal-key'
        const batch = fill(rows, await this.keysOf(rows), this.store.keys.sealedTo)
        if (batch.rows.length > 0) return { written, ...batch }
        if (!this.store.keys.canWrap) return 'no-seal-key'
        for (const { seq } of rows) closed.add(seq)
      }
    })
  }

  /** The keys of these rows, by name; one that is not wrapped yet is wrapped for sending, whether or not it can be noted. */
  private async keysOf(rows: readonly StoredRow[]): Promise<ReadonlyMap<string, StoredKey>> {
    const stored = await this.db.keys.bulkGet([...new Set(rows.map(({ key }) => key))])
    const known = stored.map(
      async (key) => key && { ...key, ...(!key.wrapped && (await this.store.keys.wrap(key.id))) },
    )
    return new Map((await Promise.all(known)).flatMap((key) => (key ? [[key.id, key] as const] : [])))
  }

  /**
   * Notes rows that the server has stored, in order or not: they need not travel ahead again. Returns how many of
   * them this worker had not delivered before.
   */
  delivered(batch: Batch): number {
    const before = this.sentAhead.size
    for (const row of batch.rows) this.sentAhead.add(row.seq)
    return this.sentAhead.size - before
  }

  /** The highest number that the server has, as it said last. */
  async acknowledged(): Promise<number> {
    return (await this.delivery()).acknowledged
  }

  /** How delivery stands; what a full disk could not note counts. */
  async delivery(): Promise<DeliveryState> {
    return (await this.kept.read()).delivery
  }

  /**
   * Takes the server's word for what it has. Higher: it moves on. Lower, or in a new epoch (a restore): rows are
   * sent again from there, and what is no longer here becomes a `lost` row. Returns false, and changes nothing,
   * when the number cannot be true. A full disk cannot note it: it counts in this worker's memory then.
   */
  acknowledge(count: ServerCount, now: number): Promise<boolean> {
    return this.take(count, now, (change) => this.kept.change(change))
  }

  /** The same, of what is said again at every heartbeat: noted in memory until delivery has run (`KeptDelivery.note`). */
  heard(count: ServerCount, now: number): Promise<boolean> {
    return this.take(count, now, (change) => this.kept.note(change))
  }

  private async take(
    count: ServerCount,
    now: number,
    note: (change: (before: Standing) => Taken | null) => Promise<Taken | null>,
  ): Promise<boolean> {
    const taken = await note(({ written, delivery: before }) => {
      if (count.acknowledged > written + MAX_AHEAD) return null
      const wentBack =
        count.acknowledged < before.acknowledged || count.epoch !== (before.epoch ?? count.epoch)
      const delivery = {
        ...before,
        acknowledged: count.acknowledged,
        epoch: count.epoch,
        acks: noteAck(before.acks, count.acknowledged, now),
        parked: before.parked.filter((seq) => seq > count.acknowledged),
        // A restored server stands where another was away: what it asks for itself is all that holds now.
        ...(wentBack && !isAskedToWait(before, now) && { attempt: 0, wait: null }),
      }
      // The server has rows that this database forgot (a restored disk): never give those numbers out again.
      return { written: Math.max(written, count.acknowledged), delivery, wentBack }
    })
    if (!taken) return false
    const { wentBack } = taken
    for (const seq of this.sentAhead) if (wentBack || seq <= count.acknowledged) this.sentAhead.delete(seq)
    if (wentBack) await this.reconcile(now)
    return true
  }

  /**
   * Finds numbers that are neither here nor at the server nor spoken of, and writes `lost` rows for them. Where there is
   * no room for those, the server's count stands still before the numbers, and they are looked for again.
   */
  async reconcile(now: number): Promise<void> {
    const missing = await withOpen(this.db, async () => {
      const { written, delivery } = await this.kept.read()
      const { acknowledged } = delivery
      const expected = written - acknowledged
      if (expected <= 0 || (await this.db.rows.where('seq').above(acknowledged).count()) === expected)
        return []
      const present = await this.db.rows.where('seq').above(acknowledged).primaryKeys()
      return holes(acknowledged + 1, written, present, await openLosses(this.db, acknowledged))
    })
    if (missing.length === 0) return
    await unlessFull(() => this.store.lose(missing, 'no longer kept on the device', now))
  }

  /** What the last failure left to wait for, and whether something urgent waits. */
  async waiting(): Promise<{ wait: Wait | null; urgent: boolean }> {
    return withOpen(this.db, async () => {
      const { wait, acknowledged, parked } = await this.delivery()
      if (!wait) return { wait: null, urgent: false }
      const urgent = await urgentAbove(this.db, acknowledged, new Set([...parked, ...this.sentAhead]))
      return { wait, urgent: urgent.length > 0 }
    })
  }

  /** How delivery stands on the disk. Rejects where what is in memory cannot be written. */
  async onDisk(): Promise<DeliveryState> {
    return this.kept.keep()
  }

  /** Removes acknowledged rows that are older than kept, or more than kept, and keys that nothing needs. */
  async prune(now: number): Promise<void> {
    const held = await this.store.keys.held()
    const { db } = this
    await withOpen(db, async () => {
      const { acks, acknowledged } = await this.onDisk()
      const expired = acks.filter((ack) => ack.hour < oldestKept(now)).map((ack) => ack.upTo)
      const upTo = Math.min(acknowledged, Math.max(0, acknowledged - MAX_ACKNOWLEDGED, ...expired))
      const lowest = await db.rows.orderBy('seq').first()
      if (!lowest || lowest.seq > upTo) return
      await db.transaction('rw', db.rows, db.losses, db.keys, async () => {
        await db.rows.where('seq').belowOrEqual(upTo).delete()
        await db.losses.where('seq').belowOrEqual(upTo).delete()
        await db.keys.filter((key) => key.last <= upTo && !held.has(key.id)).delete()
      })
    })
  }

  /** Changes the part of the delivery state that paces attempts; the count is only ever the server's. */
  async pace(
    change: (state: DeliveryState) => Partial<Pick<DeliveryState, 'attempt' | 'limit' | 'parked' | 'wait'>>,
  ): Promise<DeliveryState> {
    const { delivery: after } = await this.kept.change(({ written, delivery }) => ({
      written,
      delivery: { ...delivery, ...change(delivery) },
    }))
    return after
  }

  /**
   * Waits until everything committed so far is on the disk, not just with the operating system. Before a batch
   * leaves: a power cut must not make this device give out numbers again that the server already has. A full disk takes
   * nothing more; what it has must leave all the same, for an alert may be among it.
   */
  async flush(): Promise<void> {
    await unlessFull(() => withOpen(this.db, () => this.force()))
  }

  private async force(): Promise<void> {
    const native = this.db.backendDB().transaction(['meta'], 'readwrite', { durability: 'strict' })
    await new Promise<void>((resolve, reject) => {
      native.addEventListener('complete', () => resolve())
      native.addEventListener('abort', () => reject(native.error ?? new Error('the flush was aborted')))
      // Something must be written for the log to be synced.
      const store = native.objectStore('meta')
      store.put({ id: 'flush' })
    })
  }
}

/**
 * Notes an acknowledgement in its hour. A count that went back takes the notes above it along; of the notes older
 * than rows are kept, only the newest says anything.
 */
function noteAck(acks: DeliveryState['acks'], upTo: number, now: number): DeliveryState['acks'] {
  const hour = Math.floor(now / HOUR)
  const before = acks.filter((ack) => ack.upTo <= upTo)
  const expired = before.filter((ack) => ack.hour < oldestKept(now)).length
  const kept = before.slice(Math.max(0, expired - 1))
  if (upTo === 0 || kept.at(-1)?.upTo === upTo) return kept
  return [...kept.filter((ack) => ack.hour !== hour), { hour, upTo }]
}

const isAskedToWait = ({ wait }: DeliveryState, now: number): boolean =>
  wait ? leftOf(wait, now, 'asked') > 0 : false

const oldestKept = (now: number): number => Math.floor((now - KEEP_ACKNOWLEDGED_MS) / HOUR)
