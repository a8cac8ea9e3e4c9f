/**
 * From what happens in the browser to rows: through the gate of lib/activity/redact, then into the store. Nothing
 * here waits for the network. A row that cannot be written (a full disk) waits in lib/worker/unwritten, is counted
 * and reported, never dropped in silence.
 */
import { redact } from '../activity/redact.ts'
import type { Happening } from '../activity/redact.ts'
import type { ActivityStore, PendingRow } from '../activity/store.ts'
import { isUrgent } from '../activity/weight.ts'
import type { Ruling } from '../navigation/judge.ts'
import { lookNow, lookUp } from '../navigation/look-up.ts'
import type { NewRow, Row } from '../protocol/rows.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Unwritten } from './unwritten.ts'

export interface RecorderParts {
  /** The store, once the installation's key is known. */
  readonly store: Promise<ActivityStore>
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  readonly who: () => Row['who']
  /** A row was written: urgent ones must leave within seconds. */
  readonly written: (urgent: boolean) => void
  readonly unwritten: Pick<Unwritten, 'add' | 'giveUp' | 'isEmpty' | 'retry'>
}

export class Recorder {
  private readonly parts: RecorderParts

  constructor(parts: RecorderParts) {
    this.parts = parts
  }

  /**
   * A page, frame, search or title. Never rejects.
   * @returns the row's number, or null when nothing may be recorded or it could not be written
   */
  async sighting(happening: Happening, url: string, verdict: Verdict): Promise<number | null> {
    // Taken now: by the time the lists are read and the store is open the clock has gone on.
    const { now, who } = { now: this.parts.now(), who: this.parts.who() }
    let row: NewRow | null
    try {
      const ruling = this.parts.ruling()
      if (!ruling) throw new Error('nothing is recorded before a policy is in memory')
      const { policy, lists } = ruling
      const look = () => lookNow(lists, () => lists.categoriesOf(canonical(url)?.host ?? ''))
      // What is stopped before an index is read is on record with what the index says of it.
      if (look().lacking.length > 0) await lookUp(look)
      const categories = look().found
      const lifelines = [...lists.lifelineHosts(), ...policy.lifelines]
      row = redact(happening, { url, verdict, categories, lifelines, policy, now })
    } catch (error) {
      this.parts.unwritten.giveUp(error)
      return null
    }
    return row ? this.append({ row, at: now.at, who }) : null
  }

  /** Anything that names no address. Never rejects. @returns its number, or null when it could not be written */
  write(row: NewRow): Promise<number | null> {
    return this.append({ row, at: this.parts.now().at, who: this.parts.who() })
  }

  private async append(pending: PendingRow): Promise<number | null> {
    const { unwritten } = this.parts
    try {
      const store = await this.parts.store
      const [seq] = await store.append([pending])
      this.parts.written(isUrgent(pending.row))
      // There is room again. Only what was refused before is late.
      if (!unwritten.isEmpty) void unwritten.retry()
      return seq ?? null
    } catch (error) {
      unwritten.add(pending, error)
      return null
    }
  }
}
