/**
 * Rows that the store refused (a full disk, for one). They wait in memory, are tried again, urgent ones first, and what
 * is given up in the end is said in a row of its own: how many there were. What rows say is never kept outside the store.
 */
import type { PendingRow } from '../activity/store.ts'
import { isUrgent } from '../activity/weight.ts'
import { isFull } from '../disk/full.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'
import type { Faults } from './faults.ts'

const KEY = 'unwritten'
/** More than an hour's browsing; beyond it the oldest ordinary rows are given up. */
const MOST = 500

export interface UnwrittenParts {
  /** Writes rows into the store; rejects when it refuses. */
  readonly append: (rows: readonly PendingRow[]) => Promise<unknown>
  readonly session: SessionPort
  /** Kerb's own time, epoch milliseconds. */
  readonly at: () => number
  /** An urgent row, or an ordinary one, is in the store after all. */
  readonly written: (urgent: boolean) => void
  readonly faults: Faults
}

export class Unwritten {
  private readonly parts: UnwrittenParts
  private waiting: PendingRow[] = []
  private given = 0
  private retrying: Promise<void> | null = null

  constructor(parts: UnwrittenParts) {
    this.parts = parts
  }

  /** The rows that an earlier worker of this browser session still had in memory when it ended. */
  async load(): Promise<void> {
    const stored = z.int().safeParse(await this.parts.session.get(KEY))
    if (stored.success) this.given += stored.data
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0 && this.given === 0
  }

  add(row: PendingRow, error: unknown): void {
    this.waiting.push(row)
    if (this.waiting.length > MOST) {
      const ordinary = this.waiting.findIndex((one) => !isUrgent(one.row))
      this.waiting.splice(Math.max(0, ordinary), 1)
      this.given += 1
    }
    this.tell(error)
  }

  /** A row that could not even be made. */
  giveUp(error: unknown): void {
    this.given += 1
    this.tell(error)
  }

  /** Never rejects; joins the attempt that is under way. */
  retry(): Promise<void> {
    if (this.isEmpty) return Promise.resolve()
    this.retrying ??= this.attempt().finally(() => {
      this.retrying = null
    })
    return this.retrying
  }

  /**
   * Urgent ones first, by themselves: where there is little room they may fit, and hundreds would not. Others wait for
   * room with them, but not for a row that can never be written.
   */
  private async attempt(): Promise<void> {
    const urgent = this.waiting.filter(({ row }) => isUrgent(row))
    const others = this.waiting.filter(({ row }) => !isUrgent(row))
    try {
      const isUrgentWritten = urgent.length > 0 && (await this.writeUrgent(urgent))
      if (isUrgentWritten) this.parts.written(true)
      if (others.length + this.given === 0) return
      await this.write(others, this.given)
      // When urgent ones leave, the others leave with them.
      if (!isUrgentWritten) this.parts.written(false)
    } catch (error) {
      this.tell(error)
    }
  }

  /** As one group, else one by one: one may be at fault. Rejects where there is no room. @returns whether any was written */
  private async writeUrgent(rows: readonly PendingRow[]): Promise<boolean> {
    try {
      await this.write(rows, 0)
      return true
    } catch (error) {
      if (await isFull(error)) throw error
      this.tell(error)
    }
    let isAnyWritten = false
    if (rows.length > 1) for (const row of rows) if (await this.writeUrgent([row])) isAnyWritten = true
    return isAnyWritten
  }

  /** Rows, and one that says how many were given up. */
  private async write(rows: readonly PendingRow[], given: number): Promise<void> {
    const lost: PendingRow[] =
      given === 0
        ? []
        : [{ row: { kind: 'problem', code: 'rows-lost', detail: said(given) }, at: this.parts.at() }]
    await this.parts.append([...rows, ...lost])
    const done = new Set(rows)
    this.waiting = this.waiting.filter((row) => !done.has(row))
    this.given -= given
    this.remember()
    if (this.isEmpty) this.parts.faults.clear('write-row')
  }

  private tell(error: unknown): void {
    this.remember()
    this.parts.faults.note('write-row', error)
  }

  /** Only how many: the rows themselves would lie there in clear. */
  private remember(): void {
    void this.parts.session.set(KEY, this.waiting.length + this.given)
  }
}

const said = (count: number): string =>
  count === 1
    ? 'One row could not be written, and is lost.'
    : `${count} rows could not be written, and are lost.`
