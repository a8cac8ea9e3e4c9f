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

/** Who hears of titles; undefined until this worker has said, for an earlier one may have left its listener. */
let hear: ((tabId: number, shown: TabTitle) => void) | null | undefined

const listener: Listener = (tabId, { title }, { url }) => {
  if (title !== undefined && url !== undefined) hear?.(tabId, { url, title })
}

export const titles: TitlesPort = {
  async of(tabId) {
    // A tab that is gone shows nothing.
    const tab = await api.tabs.get(tabId).catch(() => undefined)
    return tab?.url === undefined || tab.title === undefined ? null : { url: tab.url, title: tab.title }
  },

  watch(on) {
    if (hear === on) return
    const isListening = Boolean(hear)
    hear = on
    if (!isListening) api.tabs.onUpdated.addListener(listener)
    // The browser remembers an earlier worker's listener and wakes the next one for it, until one is taken away.
    if (!on) api.tabs.onUpdated.removeListener(listener)
  },
}
