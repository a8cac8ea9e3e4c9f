/**
 * Writes rows: numbers without a gap, sealed before they touch the disk, number and row in one transaction.
 *
 * IndexedDB closes a transaction that waits for anything but itself, WebCrypto included, and the seal covers the
 * number. So the number is reserved in memory, the row sealed, and the transaction adds it only if the stored
 * counter still is what the reservation was made from; otherwise (an overlapping worker was faster) it is sealed
 * again. A worker that dies anywhere leaves either the whole group or none of it.
 */
import type { NewRow, Row } from '../protocol/rows.ts'
import { sealProved } from '../protocol/seal.ts'
import { isFull } from '../disk/full.ts'
import { withOpen } from '../disk/with-open.ts'
import { addIfNext, type KnownKey } from './add-rows.ts'
import { type KerbDatabase, readNumbers, type StoredKey, type StoredRow, WEIGHT } from './database.ts'
import { fitRow } from './fit-row.ts'
import { SEALING_GROUP } from './limits.ts'
import { type Range, united } from './ranges.ts'
import type { RowKey, SessionKeys } from './session-keys.ts'
import { weightOf } from './weight.ts'

export interface PendingRow {
  readonly row: NewRow
  /** Kerb's own time, epoch milliseconds. */
  readonly at: number
  readonly who?: Row['who']
}

export interface StoreParts {
  readonly db: KerbDatabase
  readonly keys: SessionKeys
  /** Which installation's rows these are; the seals are bound to it. */
  readonly installation: string
}

/** What else happens in the transaction that adds the rows; must only use the database, and bear being retried. */
type Also = (seqs: readonly number[]) => Promise<void>

interface Job {
  readonly rows: readonly PendingRow[]
  readonly also: Also | undefined
  readonly resolve: (seqs: number[]) => void
  readonly reject: (error: unknown) => void
}

export class ActivityStore {
  readonly db: KerbDatabase
  readonly keys: SessionKeys
  readonly installation: string
  private readonly queue: Job[] = []
  private writing = false
  /** What the counter was when last seen; a guess that every transaction checks. */
  private written: number | undefined
  /** The same, and stays when the guess is dropped. */
  private seen: number | undefined
  /** This session's key as the database has it, once it is wrapped: after that only writers of rows change it. */
  private kept: StoredKey | undefined

  constructor(parts: StoreParts) {
    this.db = parts.db
    this.installation = parts.installation
    this.keys = parts.keys
    // Ahead of the first row, which in a woken worker is on its way. What fails here fails there again, and is told.
    this.lookAhead().catch(() => undefined)
  }

  private async lookAhead(): Promise<void> {
    const [{ id }, highest] = await Promise.all([this.keys.current(), this.highest()])
    this.written ??= highest
    this.seen ??= highest
    const stored = await withOpen(this.db, () => this.db.keys.get(id))
    if (stored?.wrapped) this.kept ??= stored
  }

  /**
   * Writes rows and resolves with their numbers, in order, once they are committed. Rejects when the database
   * refuses (a full disk, for one): none of these rows has a number then, and the caller must make it known.
   */
  append(rows: readonly PendingRow[], also?: Also): Promise<number[]> {
    if (rows.length === 0 && !also) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      this.queue.push({ rows, also, resolve, reject })
      if (!this.writing) void this.work()
    })
  }

  /** The highest number written, 0 for none. */
  async highest(): Promise<number> {
    return (await withOpen(this.db, () => readNumbers(this.db))).written
  }

  /**
   * `highest` for whoever only tells it on: a browser closes the database over a full disk, and a device that falls
   * silent then could not say what is wrong with it. There it is what this worker saw last.
   */
  async told(): Promise<number> {
    try {
      return (this.seen = await this.highest())
    } catch (error) {
      if (this.seen === undefined || !(await isFull(error))) throw error
      return this.seen
    }
  }

  /**
   * Writes rows that say which numbers never come, and removes what is left of those numbers, in one step.
   * `andDo` happens in the same transaction.
   */
  async lose(lost: readonly Range[], reason: string, at: number, andDo?: () => Promise<void>): Promise<void> {
    const ranges = await this.withWhatTheySpokeOf(lost)
    const rows = ranges.map(({ from, to }) => ({ row: { kind: 'lost' as const, from, to, reason }, at }))
    await this.append(rows, async (seqs) => {
      for (const [i, { from, to }] of ranges.entries()) {
        await this.db.rows.where('seq').between(from, to, true, true).delete()
        await this.db.losses.where('seq').between(from, to, true, true).delete()
        const seq = seqs[i]
        if (seq !== undefined) await this.db.losses.put({ seq, from, to })
      }
      await andDo?.()
    })
  }

  /** A `lost` row that is lost itself takes its statement along: what it spoke of must be said anew. */
  private async withWhatTheySpokeOf(ranges: readonly Range[]): Promise<Range[]> {
    const inside = await withOpen(this.db, () =>
      Promise.all(
        ranges.map(({ from, to }) => this.db.losses.where('seq').between(from, to, true, true).toArray()),
      ),
    )
    return united([...ranges, ...inside.flat()])
  }

  /** Takes all that waits, as one group, until nothing waits. */
  private async work(): Promise<void> {
    this.writing = true
    while (this.queue.length > 0) {
      // Rows of one event are handed in within the same step; a moment later they travel as one group.
      await Promise.resolve()
      const group = this.nextGroup()
      try {
        const seqs = await this.commit(group)
        group.forEach((job, i) => job.resolve(seqs[i] ?? []))
      } catch (error) {
        this.written = undefined
        for (const job of group) job.reject(error)
      }
    }
    this.writing = false
  }

  private nextGroup(): Job[] {
    const group: Job[] = []
    let rows = 0
    for (let job = this.queue[0]; job && (rows === 0 || rows + job.rows.length <= SEALING_GROUP);) {
      group.push(job)
      rows += job.rows.length
      this.queue.shift()
      job = this.queue[0]
    }
    return group
  }

  private async commit(group: readonly Job[]): Promise<number[][]> {
    for (;;) {
      const [key, base] = await Promise.all([this.keys.current(), this.written ?? this.highest()])
      const stored = await this.withWrapped(key)
      if (this.isOutdated(stored)) {
        this.keys.retire(key.id)
        continue
      }
      let next = base
      const seqs = group.map((job) => job.rows.map(() => (next += 1)))
      const sealed = await this.seal(group, seqs, key)
      const also = async () => {
        for (const [i, job] of group.entries()) await job.also?.(seqs[i] ?? [])
      }
      const added = await withOpen(this.db, () => addIfNext(this.db, { base, next, sealed, stored, also }))
      this.written = added === 'conflict' ? undefined : next
      if (added !== 'conflict') this.seen = next
      this.kept = added !== 'conflict' && added?.wrapped ? added : undefined
      if (added !== 'conflict') return seqs
    }
  }

  private seal(group: readonly Job[], seqs: number[][], key: RowKey): Promise<StoredRow[]> {
    const sealing = group.flatMap((job, i) =>
      job.rows.map(async ({ row, at, who }, j): Promise<StoredRow> => {
        const seq = seqs[i]?.[j] ?? 0
        const weight = weightOf(row)
        const whole = fitRow({ ...row, seq, at, ...(who && { who }) })
        const sealed = await sealProved(key, this.installation, whole)
        return { ...sealed, weight, ...(weight === WEIGHT.urgent && { urgent: seq }) }
      }),
    )
    return Promise.all(sealing)
  }

  /** True when the school seals to another key by now, so that what is written from here on needs a key of its own. */
  private isOutdated({ to }: KnownKey): boolean {
    const { sealedTo } = this.keys
    return to !== undefined && sealedTo !== undefined && to !== sealedTo
  }

  /** The key's record, wrapped as soon as the server's seal key is known. */
  private async withWrapped({ id }: RowKey): Promise<KnownKey> {
    if (this.kept?.id === id) return this.kept
    const stored = await withOpen(this.db, () => this.db.keys.get(id))
    if (stored?.wrapped) return (this.kept = stored)
    return { id, ...stored, ...(await this.keys.wrap(id)) }
  }
}
