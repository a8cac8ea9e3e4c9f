/** The browser's tabs, for pages of ours that open by themselves. */
import type { FirstTabsPort } from '../navigation/ports.ts'
import { api } from './api.ts'

export const firstTabs: FirstTabsPort = {
  async all() {
    const found = await api.tabs.query({})
    return found.flatMap(({ id, url, pendingUrl, active }) =>
      id === undefined ? [] : [{ id, url: pendingUrl || url || '', active }],
    )
  },
  async go(tabId, url) {
    // One that has been closed meanwhile is looked for again.
    await api.tabs.update(tabId, { url }).catch(() => undefined)
  },
  async open(url) {
    const [front] = await api.windows.getAll({ windowTypes: ['normal'] })
    if (front?.id !== undefined) await api.tabs.create({ url, windowId: front.id, active: true })
  },
}
