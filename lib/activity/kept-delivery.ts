/**
 * How delivery stands: on the disk, and where that is full in the memory of this worker, so that the rows it has can
 * leave, and the same ones not for ever. A new worker sends once more what the disk could not note.
 */
import { isFull } from '../disk/full.ts'
import { withOpen } from '../disk/with-open.ts'
import { type DeliveryState, FIRST_DELIVERY, type KerbDatabase, readNumbers } from './database.ts'

export interface Standing {
  /** The highest number written, 0 for none. */
  readonly written: number
  readonly delivery: DeliveryState
}

export class KeptDelivery {
  private readonly db: KerbDatabase
  /** As this worker saw it last: a database that the browser has closed over a full disk cannot be asked. */
  private seen: Standing | undefined
  /** What a full disk did not take. */
  private unkept: DeliveryState | undefined

  constructor(db: KerbDatabase) {
    this.db = db
  }

  async read(): Promise<Standing> {
    return withOpen(this.db, () => this.look())
  }

  private async look(): Promise<Standing> {
    const { written } = await readNumbers(this.db)
    this.seen = { written, delivery: this.unkept ?? (await this.onDisk()) }
    return this.seen
  }

  private async onDisk(): Promise<DeliveryState> {
    return ((await this.db.meta.get('delivery')) as DeliveryState | undefined) ?? FIRST_DELIVERY
  }

  /**
   * Changes how it stands, and resolves with that; null from `change`, which may be called twice, changes nothing. On a
   * full disk only the delivery changes, in memory: a highest number that is not on the disk would be given out again,
   * so there it rejects, as with every other failure.
   */
  async change<T extends Standing | null>(change: (before: Standing) => T): Promise<T> {
    try {
      const after = await withOpen(this.db, () => this.write(change))
      if (after) {
        this.seen = after
        this.unkept = undefined
      }
      return after
    } catch (error) {
      if (!(await isFull(error))) throw error
      // Asked for now: another change may have been noted while the room was asked for.
      const before = this.seen
      if (!before) throw error
      const after = change(before)
      if (after && after.written !== before.written) throw error
      return this.hold(after)
    }
  }

  /**
   * The same, in memory alone until `keep`: what will be said again need not be written, for a write that finds the disk
   * full closes the database before the rows on it have been read. A highest number is written at once all the same.
   */
  async note<T extends Standing | null>(change: (before: Standing) => T): Promise<T> {
    const read = await this.read()
    const before = this.seen ?? read
    const after = change(before)
    if (after && after.written !== before.written) return this.change(change)
    return after && isSame(after.delivery, before.delivery) ? after : this.hold(after)
  }

  /**
   * Writes what is only in memory, and resolves with how delivery stands on the disk. Whoever removes rows asks for it:
   * by an older count a later worker would miss them. Rejects where it cannot be written.
   */
  async keep(): Promise<DeliveryState> {
    const { unkept } = this
    const now = await withOpen(this.db, () => (unkept ? this.write((before) => before) : this.look()))
    if (this.unkept === unkept) this.unkept = undefined
    return now.delivery
  }

  private hold<T extends Standing | null>(after: T): T {
    if (after) {
      this.seen = after
      this.unkept = after.delivery
    }
    return after
  }

  private write<T extends Standing | null>(change: (before: Standing) => T): Promise<T> {
    const { meta } = this.db
    return this.db.transaction('rw', meta, async () => {
      const before = await this.look()
      const after = change(before)
      if (!after) return after
      if (after.written !== before.written) await meta.put({ id: 'numbers', written: after.written })
      await meta.put(after.delivery)
      return after
    })
  }
}

const isSame = (one: DeliveryState, other: DeliveryState): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
