/**
 * How delivery stands: on the disk, and where that is full in the memory of this worker, so that the rows it has can
 * leave, and the same ones not for ever. A new worker sends once more what the disk could not note.
 */
import { isFull } from '../disk/full.ts'
import { withOpen } from '../disk/with-open.ts'
import { type DeliveryState, type KerbDatabase, readDelivery, readNumbers } from './database.ts'

interface Standing {
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
    this.seen = { written, delivery: this.unkept ?? (await readDelivery(this.db)) }
    return this.seen
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
      const before = this.seen
      if (!before || !(await isFull(error))) throw error
      const after = change(before)
      if (!after) return after
      if (after.written !== before.written) throw error
      this.seen = after
      this.unkept = after.delivery
      return after
    }
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
