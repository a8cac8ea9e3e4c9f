/**
 * Titles of tabs. The one listener that is not there from the first step on: its event comes with every tick of
 * every title, and would wake the worker in schools that record none. What it misses in a worker that was asleep is
 * asked for when the next page is shown.
 */
import type { TabTitle, TitlesPort } from '../navigation/ports.ts'
import { api } from './api.ts'

type Listener = (
  tabId: number,
  change: { title?: string | undefined },
  tab: { url?: string | undefined },
) => void

let watching:
  | { readonly on: (tabId: number, shown: TabTitle) => void; readonly listener: Listener }
  | undefined

export const titles: TitlesPort = {
  async of(tabId) {
    // A tab that is gone shows nothing.
    const tab = await api.tabs.get(tabId).catch(() => undefined)
    return tab?.url === undefined || tab.title === undefined ? null : { url: tab.url, title: tab.title }
  },

  watch(on) {
    if (watching?.on === on || (!watching && !on)) return
    // Taken away by name, so that the browser does not wake a later worker for it either.
    if (watching) api.tabs.onUpdated.removeListener(watching.listener)
    watching = undefined
    if (!on) return
    const listener: Listener = (tabId, { title }, { url }) => {
      if (title !== undefined && url !== undefined) on(tabId, { url, title })
    }
    api.tabs.onUpdated.addListener(listener)
    watching = { on, listener }
  },
}
