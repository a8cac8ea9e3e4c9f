/** Tabs and their frames, for navigation. */
import { named } from '../navigation/named.ts'
import type { TabsPort } from '../navigation/ports.ts'
import { api } from './api.ts'
import { bring } from './bring.ts'
import { inFront } from './in-front.ts'
import { loaded } from './loaded.ts'
import { lookedAt } from './looked-at.ts'
import { unlessGone } from './unless-gone.ts'

export const tabs: TabsPort = {
  async go(tabId, url) {
    await unlessGone(api.tabs.update(tabId, { url }))
  },

  async again(tabId) {
    await unlessGone(api.tabs.reload(tabId))
  },

  async empty(tabId, url) {
    const done = await unlessGone(
      api.scripting.executeScript({
        target: { tabId },
        // Takes every listener of the page and its window with it, what asks whether to leave too. XML cannot be opened.
        func: (meant: string) => {
          const plain = (address: string): string => address.replace(/#.*$/s, '')
          if (document.contentType !== 'text/html' || plain(location.href) !== plain(meant)) return false
          document.open()
          document.close()
          return true
        },
        args: [url],
        injectImmediately: true,
      }),
    )
    return done?.[0]?.result === true
  },

  settled: loaded,

  lookedAt,

  async back(tabId) {
    try {
      await api.tabs.goBack(tabId)
      return true
    } catch {
      // Chromium rejects when nothing lies behind ("Cannot find a next page in history"), or the tab is gone.
      return false
    }
  },

  async all() {
    const found = await api.tabs.query({})
    const isInFront = inFront(found)
    return found.flatMap((tab) => {
      const { id, url, pendingUrl: pending } = tab
      return id === undefined || url === undefined ? [] : [{ id, url, active: isInFront(tab), pending }]
    })
  },

  async frames(tabId) {
    const frames = await unlessGone(api.webNavigation.getAllFrames({ tabId }))
    // What is only prerendered is not in the tab yet, and is judged when it becomes active.
    return (frames ?? [])
      .filter(({ documentLifecycle }) => documentLifecycle !== 'prerender')
      .map(({ frameId, parentFrameId, url, documentId, parentDocumentId }) => {
        return { frameId, parentFrameId, url, documentId, parentDocumentId }
      })
  },

  async emptyFrame(tabId, documentId) {
    await unlessGone(
      api.scripting.executeScript({
        target: { tabId, documentIds: [named(documentId)] },
        // The frame's own page must not see its history grow, so it is replaced.
        func: () => window.location.replace('about:blank'),
        injectImmediately: true,
      }),
    )
  },

  async tellFrame(tabId, documentId, message) {
    // Nothing holds it: the tab has gone, or what is told of was no frame.
    if (!documentId) return
    const tell = () => unlessGone(api.tabs.sendMessage<unknown, unknown>(tabId, message, { documentId }))
    // Whose script is there already says so.
    if ((await tell()) === true) return
    if (await bring('frames', tabId, documentId)) await tell()
  },
}

/** Of the document in a tab, `null` in a sandbox; undefined where it is gone or takes no script. */
export async function originOf(tabId: number): Promise<string | undefined> {
  const said = await unlessGone(
    api.scripting.executeScript({ target: { tabId }, func: () => self.origin, injectImmediately: true }),
  )
  const origin: unknown = said?.[0]?.result
  return typeof origin === 'string' ? origin : undefined
}

/** What a tab shows; undefined where it is gone. */
export const shownIn = async (tabId: number): Promise<string | undefined> =>
  (await unlessGone(api.tabs.get(tabId)))?.url
