/** Tabs as a lesson's teacher sees them, opens them and closes them. */
import type { LessonTabsPort } from '../navigation/ports.ts'
import { api } from './api.ts'
import { loaded } from './loaded.ts'

export const lessonTabsPort: LessonTabsPort = {
  async list() {
    const found = await api.tabs.query({})
    return found.flatMap(({ id, url, title, active }) =>
      id === undefined || url === undefined ? [] : [{ id, url, title: title ?? '', active }],
    )
  },

  async open(url) {
    const windows = await api.windows.getAll({ windowTypes: ['normal'] })
    if (windows.length === 0) await api.windows.create({ url })
    else await api.tabs.create({ url, active: true })
  },

  async close(tabId, instead) {
    // A tab that is gone has been closed.
    const tab = await api.tabs.get(tabId).catch(() => undefined)
    if (!tab) return
    const beside = await api.tabs.query(tab.windowId === undefined ? {} : { windowId: tab.windowId })
    if (beside.length > 1) await api.tabs.remove(tabId).catch(() => undefined)
    else await api.tabs.update(tabId, { url: instead }).catch(() => undefined)
  },

  async visit(url, within, work) {
    const { id } = await api.tabs.create({ url, active: false })
    if (id === undefined) throw new Error('the browser made a tab without an id')
    try {
      await loaded(id, within)
      return await work(id)
    } finally {
      await api.tabs.remove(id).catch(() => undefined)
    }
  },
}
