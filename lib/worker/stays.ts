/** How long each visit lasts: the tab's open visit is closed by the next page, or by the tab going away. */
import type { SessionPort } from '../navigation/ports.ts'
import { SessionMap } from '../navigation/session-map.ts'

interface OpenVisit {
  /** The visit's number, or that it is on its way: a pupil can be gone before the row is written. */
  seq: number | Promise<number | null>
  readonly at: number
}

export interface Stay {
  readonly visit: number
  readonly seconds: number
}

export class Stays {
  private readonly open: SessionMap<OpenVisit>

  constructor(session: SessionPort) {
    this.open = new SessionMap(session, 'stays', ({ seq }) => typeof seq === 'number')
  }

  load(): Promise<void> {
    return this.open.load()
  }

  /** A visit begins, whose row is being written; null when none may be. */
  async begin(tabId: number, visit: Promise<number | null>, at: number): Promise<void> {
    const opened: OpenVisit = { seq: visit, at }
    this.open.set(tabId, opened)
    const seq = await visit
    if (this.open.get(tabId) !== opened) return
    if (seq === null) this.open.delete(tabId)
    else opened.seq = seq
    await this.save()
  }

  /** The number of the tab's open visit, perhaps on its way; null when it has none, or none that may be recorded. */
  visitIn(tabId: number): number | null | Promise<number | null> {
    return this.open.get(tabId)?.seq ?? null
  }

  /**
   * Closes the tab's visit. At once where its number is known, so that its row can travel with the next visit's:
   * `save` makes it last.
   * @returns the stay that has ended, or null when the tab had no recorded visit
   */
  end(tabId: number, at: number): Stay | null | Promise<Stay | null> {
    const visit = this.open.get(tabId)
    if (!visit) return null
    this.open.delete(tabId)
    const seconds = Math.max(0, Math.round((at - visit.at) / 1000))
    if (typeof visit.seq === 'number') return { visit: visit.seq, seconds }
    return visit.seq.then((seq) => (seq === null ? null : { visit: seq, seconds }))
  }

  save(): Promise<void> {
    return this.open.save()
  }
}
