/** The cover over our pages: the browser's word that nobody is there, and the state as a page reads it. */
import { COVER, coverOf, coverOfOwn, type CoverState, type StoredCover } from '../messages/cover.ts'
import { NEW_TAB } from '../navigation/new-tabs.ts'
import { api } from './api.ts'
import { endReportsOf, forgetDrafts, isBegunUnderCover, nowCovered } from './report-session.ts'
import { unsilence } from './report.ts'

/** The browser keeps it for as long as the extension is loaded. */
export const watchIdle = (seconds: number): void => api.idle.setDetectionInterval(seconds)

/** What it says now. */
export const idleNow = (seconds: number): Promise<'active' | 'idle' | 'locked'> =>
  api.idle.queryState(seconds)

/** What the state is for a page; it needs no worker. */
const state = async (): Promise<CoverState> => coverOf(await nowCovered())

/** Calls `hear` whenever the state changes. @returns what ends it */
function news(hear: () => void): () => void {
  const changed = (changes: Readonly<Record<string, unknown>>): void => {
    if (COVER in changes) hear()
  }
  api.storage.session.onChanged.addListener(changed)
  return () => api.storage.session.onChanged.removeListener(changed)
}

/** The cover, for our pages. */
export const cover = { state, news }

/**
 * The same of the page of own reports, which is also open to whoever took the first one's place.
 * @param again loads it anew: somebody else may be there, or the first one again
 */
export function ownReportsCover(again: () => void): () => Promise<CoverState> {
  let begun: { readonly stored: StoredCover | null } | undefined
  return async () => {
    const stored = await nowCovered()
    begun ??= { stored }
    const found = coverOfOwn(begun.stored, stored)
    if (found !== 'over') return found
    again()
    return { forgotten: true }
  }
}

const PRIVATE_PAGES = ['report.html', 'record.html', 'download.html']

/**
 * Ends every report that was begun before the cover, and gives the tabs of such pages back to the browser. One that was
 * begun under it is somebody else's.
 */
export async function forgetPrivatePages(except: number | undefined): Promise<void> {
  const own = PRIVATE_PAGES.map((page) => api.runtime.getURL(page))
  const tabs = (await api.tabs.query({})).filter(({ url }) => own.some((page) => url?.startsWith(page)))
  for (const { id } of tabs) {
    if (id === undefined || (await isBegunUnderCover(id))) continue
    await Promise.all((await endReportsOf(id)).map(unsilence))
    // One that has been closed meanwhile shows nothing either.
    if (id !== except) await api.tabs.update(id, { url: NEW_TAB }).catch(() => undefined)
  }
  await forgetDrafts()
}

/** ChromeOS alone says after how many seconds its screen locks; 0: never. */
export async function autoLockDelay(): Promise<number | undefined> {
  const { idle } = api as { idle: { getAutoLockDelay?: () => Promise<number> } }
  // Elsewhere the name is missing, or the browser refuses it: then nothing is known.
  return idle.getAutoLockDelay?.().catch(() => undefined)
}

/** Of the report's page: shows somebody's own reports in place, or by a page of their own that is covered first. */
export const showMine = (inPlace: () => void): void =>
  void state().then((covered) => (covered === null ? inPlace() : location.assign('/report.html?mine')))
