/** What the report's page does with the browser: its own draft, the tab it was started from, and its end. */
import type { Draft } from '../concern/draft.ts'
import type { StartedFrom } from '../concern/compose.ts'
import { api } from './api.ts'
import {
  draftOf,
  forgetDraft,
  keepDraft,
  type Report,
  reportAddress,
  reportOf,
  settleReport,
} from './report-session.ts'
import { silence, tabOf, unsilence } from './report.ts'

/** A report as its page finds it. */
export interface OpenReport {
  readonly page: StartedFrom | undefined
  readonly draft: Draft | null
  /** Keeps what is written, in memory; never rejects, for the page has it too. */
  keep(draft: Draft): Promise<void>
  /** Sent, or thrown away: nothing of it stays. The address says so too, so that the next tap begins anew. */
  over(): Promise<void>
  /** Whether there is a page to go back to. */
  readonly canReturn: boolean
  /** Shows the page it was started from again, heard as it was, and closes this one. */
  leave(): Promise<void>
}

const NOTHING: Report = {}

/** @param hash of the page's address: the report's name */
export async function openReportPage(hash: string): Promise<OpenReport> {
  const id = hash.slice(1)
  const report = (id === '' ? null : await reportOf(id)) ?? NOTHING
  const tab = await api.tabs.getCurrent()
  if (id !== '' && tab?.id !== undefined) await settleReport(id, report, tab.id)
  const { covered } = report
  let isOver = id === ''
  if (covered !== undefined && tab?.id !== undefined && tab.active) {
    stayInFront({ own: tab.id, windowId: tab.windowId, covered })
    await keepSilent(covered)
  }
  return {
    page: report.page,
    draft: id === '' ? null : await draftOf(id),
    async keep(draft) {
      if (isOver) return
      await keepDraft(id, draft).catch(() => undefined) // No room: a reload would lose it, and nothing else would.
    },
    async over() {
      isOver = true
      if (id !== '') await forgetDraft(id)
      history.replaceState(null, '', reportAddress())
    },
    canReturn: covered !== undefined,
    async leave() {
      if (covered !== undefined) {
        await unsilence(covered)
        await api.tabs.update(covered, { active: true }).catch(() => undefined) // It has been closed meanwhile.
      }
      if (tab?.id !== undefined) await close(tab.id, tab.windowId)
    },
  }
}

/** The last tab of a window takes the window with it: a new tab then. */
async function close(tabId: number, windowId: number): Promise<void> {
  const beside = await api.tabs.query({ windowId })
  if (beside.length > 1) await api.tabs.remove(tabId)
  else await api.tabs.update(tabId, { url: 'chrome://newtab/' })
}

/** Until the tab is looked at again, or this page goes. A reload is no going: what it let be heard is silenced again. */
async function keepSilent(covered: number): Promise<void> {
  api.tabs.onActivated.addListener(({ tabId }) => {
    if (tabId === covered) void unsilence(covered)
  })
  addEventListener('pagehide', () => void unsilence(covered))
  await silence(await tabOf(covered)).catch(() => undefined) // It has been closed meanwhile.
}

interface Standing {
  readonly own: number
  readonly windowId: number
  readonly covered: number
}

/**
 * The press of our button on a page allows that page, too, to open a tab or a window for some seconds. One that it opens
 * while the pupil looks at us is none that the pupil has opened: we come before it again.
 */
function stayInFront({ own, windowId, covered }: Standing): void {
  let isLookedAt = true
  let shownLast = own
  const comeBack = (opened: number | undefined, from: number | undefined): void => {
    // The browser may say that a tab is in front before it says that there is one.
    if (from !== covered || opened === undefined || !(isLookedAt || shownLast === opened)) return
    void comeBefore({ own, windowId }, opened)
  }
  api.tabs.onActivated.addListener(({ tabId, windowId: changed }) => {
    if (changed === windowId) isLookedAt = tabId === own
    shownLast = tabId
  })
  api.tabs.onCreated.addListener(({ id, openerTabId }) => comeBack(id, openerTabId))
  // A tab in another window has no opener.
  api.webNavigation.onCreatedNavigationTarget.addListener(({ tabId, sourceTabId }) =>
    comeBack(tabId, sourceTabId),
  )
}

/** A window of its own is put away. Whatever of this has closed meanwhile is not in front either. */
async function comeBefore(
  { own, windowId }: Pick<Standing, 'own' | 'windowId'>,
  opened: number,
): Promise<void> {
  const other = (await tabOf(opened))?.windowId
  const steps = [
    api.tabs.update(own, { active: true }),
    api.windows.update(windowId, { focused: true }),
    ...(other === undefined || other === windowId ? [] : [api.windows.update(other, { state: 'minimized' })]),
  ]
  await Promise.allSettled(steps)
}
