/** What a page of ours does with its own tab. */
import { api } from './api.ts'

/** How long a step back may take to leave the page before we take it that nothing lies behind. */
const LEAVES_WITHIN_MS = 1_500

async function openNewTab(): Promise<void> {
  const tab = await api.tabs.getCurrent()
  if (tab?.id !== undefined) await api.tabs.update(tab.id, { url: 'chrome://newtab/' })
}

/**
 * Leaves a blocked page, in one press. One step back lands on the forbidden address again; the worker knows that our
 * page was showing it and takes the second step (lib/navigation/stops.ts). Where nothing lies behind, a new tab.
 */
export function goBack(): void {
  if (history.length <= 1) return void openNewTab()
  const timer = setTimeout(() => void openNewTab(), LEAVES_WITHIN_MS)
  addEventListener('pagehide', () => clearTimeout(timer), { once: true })
  history.back()
}

/** Goes to a web address in place of this page in the history. The caller has checked that it is http or https. */
export const goTo = (address: string): void => location.replace(address)
