/**
 * The way to the report's page: silences the tab that the pupil looks at and puts our page in front of it, in its window,
 * whatever it shows. Used by the worker, the popup and the blocked page alike: the last two need no worker for it.
 */
import { pictureRefused } from '../concern/kinds.ts'
import type { StartedFrom } from '../concern/compose.ts'
import type { ReportPage } from '../messages/report.ts'
import { stoppedAddress } from '../navigation/blocked-address.ts'
import { webAddress } from '../ui/web-address.ts'
import { api } from './api.ts'
import { newReport, reportAddress, type Report } from './report-session.ts'
import { blockedPage } from './runtime.ts'

/** How long the way waits for what needs to be known of the page, and for its picture. Milliseconds. */
const PATIENCE_MS = 500
const QUALITY = 70

type Tab = chrome.tabs.Tab

/** What is known of an address; null when it cannot be said. */
export type Judge = (url: string) => Promise<ReportPage | null>

/** The tab that the pupil looks at. */
export async function tabInFront(): Promise<Tab | undefined> {
  const [tab] = await api.tabs.query({ active: true, lastFocusedWindow: true })
  return tab
}

/** A tab by its id; undefined when it is gone. */
export const tabOf = (tabId: number): Promise<Tab | undefined> => api.tabs.get(tabId).catch(() => undefined)

/**
 * Opens the report's page.
 * @param tab what it is started from
 * @param judge asked about the address that the tab shows or, where it shows our blocked page, stands for
 */
export async function openReport(tab: Tab | undefined, judge: Judge): Promise<void> {
  // A tab that cannot be silenced is gone.
  const silenced = silence(tab).catch(() => undefined)
  if (!(await showOpenReport(tab))) {
    const { picture, ...from } = await about(tab, judge)
    const report: Report = { covered: tab?.id, ...from }
    // Where nothing can be kept, the page is begun without what it was started from.
    await show(tab, await newReport(report, picture).catch(reportAddress))
  }
  await silenced
}

/**
 * The same from a page of ours. What was stopped is known from our own address, and of a page of ours no picture is taken:
 * nobody need be asked.
 */
export const tellHere = (): void => void tabInFront().then((tab) => openReport(tab, async () => null))

/** Silences a tab, unless its sound is off already. */
export async function silence(tab: Tab | undefined): Promise<void> {
  if (tab?.id === undefined || isReport(tab) || tab.mutedInfo?.muted) return
  await api.tabs.update(tab.id, { muted: true })
}

/** Lets a tab be heard again, if it was we who silenced it. A tab that is gone is not an error. */
export async function unsilence(tabId: number): Promise<void> {
  const tab = await tabOf(tabId)
  if (tab?.mutedInfo?.extensionId !== api.runtime.id) return
  await api.tabs.update(tabId, { muted: false }).catch(() => undefined)
}

const isReport = ({ url, pendingUrl }: Tab): boolean =>
  (url || pendingUrl || '').startsWith(`${reportAddress()}#`)

/** A report that is being written in this window comes to the front; no second one is begun beside it. */
async function showOpenReport(tab: Tab | undefined): Promise<boolean> {
  if (tab === undefined) return false
  const open = (await api.tabs.query({ windowId: tab.windowId })).find(isReport)
  if (open?.id === undefined) return false
  await api.tabs.update(open.id, { active: true })
  return true
}

/** Beside the tab; where a window has no tabs to show, in a window of its own over it. */
async function show(tab: Tab | undefined, url: string): Promise<void> {
  const window = tab && (await api.windows.get(tab.windowId).catch(() => undefined))
  if (tab === undefined || window?.type !== 'normal') {
    await api.windows.create({ url, focused: true, state: 'maximized' })
    return
  }
  const { windowId, index } = tab
  await api.tabs.create({ url, windowId, index: index + 1, active: true })
}

type About = Pick<Report, 'page' | 'unjudged'> & { readonly picture?: string | undefined }

/** The page and its picture, as far as they may go with a concern and are there in time. */
async function about(tab: Tab | undefined, judge: Judge): Promise<About> {
  const stopped = stoppedAddress(blockedPage(), tab?.url ?? '')
  const address = webAddress(stopped ?? tab?.url)?.slice(0, 4000)
  if (tab === undefined || address === undefined) return {}
  const title = stopped === null ? (tab.title ?? '').slice(0, 300) : ''
  const known = await inTime(judge(address))
  // What was stopped can not be a lifeline.
  if (stopped !== null) return { page: { address, title, categories: known?.categories ?? [] } }
  // To cover the page comes first: the report's page asks again.
  if (known === undefined) return { unjudged: { address, title } }
  if (!known?.attach) return {}
  const page: StartedFrom = { address, title, categories: known.categories }
  return {
    page,
    picture: pictureRefused('other', page.categories) ? undefined : await inTime(pictureOf(tab)),
  }
}

/** The tab must still be the one in front, or it would be a picture of another page. */
async function pictureOf(tab: Tab): Promise<string | undefined> {
  const [before] = await api.tabs.query({ active: true, windowId: tab.windowId })
  if (before?.id !== tab.id || before?.url !== tab.url) return undefined
  const picture = await api.tabs.captureVisibleTab(tab.windowId, { format: 'jpeg', quality: QUALITY })
  const [after] = await api.tabs.query({ active: true, windowId: tab.windowId })
  return after?.id === tab.id && after?.url === tab.url ? picture : undefined
}

/** Undefined when it is late or fails: to cover the page comes first. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    return undefined // Pages of the browser's own and closed tabs have no picture; a dead worker has no answer.
  } finally {
    clearTimeout(timer)
  }
}
