/**
 * Tabs that show a lifeline: whatever its page loads loads too, frames of other sites included (a chat, a film), and
 * leaves no row. The browser's own rules do the same (`allowAllRequests`).
 */
import type { SessionPort } from './ports.ts'
import { SessionMap } from './session-map.ts'

export class LifelineTabs {
  private readonly tabs: SessionMap<boolean>

  constructor(session: SessionPort) {
    this.tabs = new SessionMap(session, 'lifeline-tabs', (isLifeline) => isLifeline)
  }

  load(): Promise<void> {
    return this.tabs.load()
  }

  has(tabId: number): boolean {
    return this.tabs.get(tabId) === true
  }

  /** The tab shows another page now. */
  async shows(tabId: number, isLifeline: boolean): Promise<void> {
    const before = this.has(tabId)
    this.tabs.set(tabId, isLifeline)
    if (before !== isLifeline) await this.tabs.save()
  }

  async closed(tabId: number): Promise<void> {
    if (this.has(tabId)) await this.shows(tabId, false)
    this.tabs.delete(tabId)
  }
}
