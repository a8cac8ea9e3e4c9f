/**
 * Tabs that show a lifeline: whatever its page loads loads too, frames of other sites included (a chat, a film), and
 * leaves no row. The browser's own rules do the same (`allowAllRequests`). Kept in session memory, as bare tab ids.
 */
import type { SessionPort } from './ports.ts'

const KEY = 'lifeline-tabs'

export class LifelineTabs {
  private readonly session: SessionPort
  private tabs = new Map<number, boolean>()

  constructor(session: SessionPort) {
    this.session = session
  }

  async load(): Promise<void> {
    const stored = (await this.session.get<number[]>(KEY)) ?? []
    this.tabs = new Map([...stored.map((id) => [id, true] as const), ...this.tabs])
  }

  has(tabId: number): boolean {
    return this.tabs.get(tabId) === true
  }

  /** The tab shows another page now. */
  async shows(tabId: number, isLifeline: boolean): Promise<void> {
    const before = this.has(tabId)
    this.tabs.set(tabId, isLifeline)
    if (before !== isLifeline) await this.save()
  }

  async closed(tabId: number): Promise<void> {
    if (this.has(tabId)) await this.shows(tabId, false)
    this.tabs.delete(tabId)
  }

  private save(): Promise<void> {
    return this.session.set(
      KEY,
      [...this.tabs].flatMap(([id, is]) => (is ? [id] : [])),
    )
  }
}
