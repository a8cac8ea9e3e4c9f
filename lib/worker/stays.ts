/** How long each visit lasts: the tab's open visit is closed by the next page, or by the tab going away. */
import type { SessionPort } from '../navigation/ports.ts'

const KEY = 'stays'

interface OpenVisit {
  readonly seq: number
  readonly at: number
}

export interface Stay {
  readonly visit: number
  readonly seconds: number
}

export class Stays {
  private readonly session: SessionPort
  private open = new Map<number, OpenVisit>()

  constructor(session: SessionPort) {
    this.session = session
  }

  async load(): Promise<void> {
    this.open = new Map([...((await this.session.get<[number, OpenVisit][]>(KEY)) ?? []), ...this.open])
  }

  async begin(tabId: number, seq: number, at: number): Promise<void> {
    this.open.set(tabId, { seq, at })
    await this.save()
  }

  /**
   * Closes the tab's visit. At once, so that its row can travel with the next visit's: `save` makes it last.
   * @returns the stay that has ended, or null when the tab had no recorded visit
   */
  end(tabId: number, at: number): Stay | null {
    const visit = this.open.get(tabId)
    if (!visit) return null
    this.open.delete(tabId)
    return { visit: visit.seq, seconds: Math.max(0, Math.round((at - visit.at) / 1000)) }
  }

  save(): Promise<void> {
    return this.session.set(KEY, [...this.open])
  }
}
