/**
 * Which tab shows our blocked page, and for which address. A blocked navigation leaves the browser's error page
 * in the tab's history, so Back from our page lands on the forbidden address again: when a tab that shows our page
 * fails on the very address the page stands for, the pupil is on the way back and must go one step further.
 */
import { samePage } from './blocked-address.ts'
import type { SessionPort } from './ports.ts'
import { SessionMap } from './session-map.ts'

export class ShownPages {
  private readonly tabs: SessionMap<string>

  constructor(session: SessionPort) {
    this.tabs = new SessionMap(session, 'shown-pages')
  }

  load(): Promise<void> {
    return this.tabs.load()
  }

  /** Our blocked page for `address` was committed in the tab. */
  async showing(tabId: number, address: string): Promise<void> {
    this.tabs.set(tabId, address)
    await this.tabs.save()
  }

  /** The tab shows something else, or is gone. */
  async cleared(tabId: number): Promise<void> {
    if (this.tabs.delete(tabId)) await this.tabs.save()
  }

  isShowing(tabId: number, address: string): boolean {
    const shown = this.tabs.get(tabId)
    return shown !== undefined && samePage(shown, address)
  }
}
