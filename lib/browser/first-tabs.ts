/** The browser's tabs, for pages of ours that open by themselves. */
import type { FirstTabsPort } from '../navigation/ports.ts'
import { api } from './api.ts'

export const firstTabs: FirstTabsPort = {
  async all() {
    const found = await api.tabs.query({})
    return found.flatMap(({ id, url, pendingUrl, active, incognito }) =>
      id === undefined || incognito ? [] : [{ id, url: pendingUrl || url || '', active }],
    )
  },
  async go(tabId, url) {
    // One that has been closed meanwhile is looked for again.
    await api.tabs.update(tabId, { url }).catch(() => undefined)
  },
  async place() {
    const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true })
    // One that has been closed meanwhile is nobody's place.
    const front = tab && (await api.windows.get(tab.windowId).catch(() => undefined))
    const isFit = front?.type === 'normal' && front.state !== 'fullscreen' && !front.incognito
    return isFit ? front.id : undefined
  },
  async open(windowId, url) {
    await api.tabs.create({ url, windowId, active: true })
  },
}
