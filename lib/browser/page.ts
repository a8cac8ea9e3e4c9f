/** What a page of ours does with its own tab. */
import { AGREEMENT_NEWS } from '../messages/agreement.ts'
import { ASKING_NEWS } from '../messages/asking.ts'
import { KNOWING_NEWS } from '../messages/knowing.ts'
import { LESSON_NEWS } from '../messages/lesson-card.ts'
import { api } from './api.ts'
import { lessonPage } from './runtime.ts'

/** How long a step back may take to leave the page before we take it that nothing lies behind. */
const LEAVES_WITHIN_MS = 1_500

async function show(url: string): Promise<void> {
  const tab = await api.tabs.getCurrent()
  if (tab?.id !== undefined) await api.tabs.update(tab.id, { url })
}

/** Gives this page's tab back to the browser. */
export const leave = (): void => void show('chrome://newtab/')

/**
 * Leaves a blocked page, in one press. One step back lands on the forbidden address again; the worker knows that our
 * page was showing it and takes the second step (lib/navigation/stops.ts). Where nothing lies behind, a new tab.
 * @param inLesson the lesson's own page is what a new tab shows
 */
export function goBack(inLesson: boolean): void {
  const leaveAltogether = () => (inLesson ? void show(lessonPage()) : leave())
  if (history.length <= 1) return leaveAltogether()
  const timer = setTimeout(leaveAltogether, LEAVES_WITHIN_MS)
  addEventListener('pagehide', () => clearTimeout(timer), { once: true })
  history.back()
}

/** Goes to a web address in place of this page in the history. The caller has checked that it is http or https. */
export const goTo = (address: string): void => location.replace(address)

/** Opens a web address in the tab that the popup stands over, and closes the popup. */
export function openBelow(address: string): void {
  void api.tabs.update({ url: address }).then(() => window.close())
}

/** Whether the history's arrows brought the pupil here, not a new tab. */
export const cameBack = (): boolean =>
  performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'back_forward')

function newsOf(entry: string, hear: () => void): () => void {
  const changed = (changes: Readonly<Record<string, unknown>>): void => {
    if (entry in changes) hear()
  }
  api.storage.session.onChanged.addListener(changed)
  return () => api.storage.session.onChanged.removeListener(changed)
}

/** Calls `hear` whenever the lessons that run become others. @returns what ends it */
export const lessonNews = (hear: () => void): (() => void) => newsOf(LESSON_NEWS, hear)

/** The same of the agreement. */
export const agreementNews = (hear: () => void): (() => void) => newsOf(AGREEMENT_NEWS, hear)

/** The same of the pages that were asked for here. */
export const askingNews = (hear: () => void): (() => void) => newsOf(ASKING_NEWS, hear)

/** The same of what a pupil is told about themselves: a pause, what is recorded. */
export const knowingNews = (hear: () => void): (() => void) => newsOf(KNOWING_NEWS, hear)

/** Both. */
export function statusNews(hear: () => void): () => void {
  const ends = [lessonNews(hear), knowingNews(hear)]
  return () => ends.forEach((end) => end())
}

/** Loads this page anew. */
export const again = (): void => location.reload()

/** Of the report's page: begins another one in its place. */
export const beginAnew = (): void => location.replace('/report.html')
