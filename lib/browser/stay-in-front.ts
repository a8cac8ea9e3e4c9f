/** Keeps the report's page before the tab that it was started from. */
import { api } from './api.ts'
import { tabOf } from './report.ts'

export interface Standing {
  readonly own: number
  readonly windowId: number
  readonly covered: number
}

/**
 * The press of our button on a page allows that page, too, to open a tab or a window for some seconds. One that it opens
 * while the pupil looks at us is none that the pupil has opened: we come before it again.
 */
export function stayInFront({ own, windowId, covered }: Standing): void {
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
