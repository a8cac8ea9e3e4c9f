/**
 * A stop that did not happen is tried again: a page may ask whether to leave, and the pupil says no; a tab that is being
 * dragged takes no address. What still stands is emptied first, and with it whatever it asks.
 */
import { samePage } from './blocked-address.ts'
import type { TabsPort } from './ports.ts'

/** Longer than our page takes to come on a machine with its hands full, and each time longer. Milliseconds. */
const WAITS = [1_500, 2_500, 5_000]
/** A page that hangs in its own question, or in a circle, is not waited for. Milliseconds. */
const WITHIN = 1_000

export type Wait = (ms: number) => Promise<void>
export const waiting: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export interface Insisting {
  readonly tabId: number
  /** What was stopped. */
  readonly url: string
  /** What stands in its place. */
  readonly instead: string
}

/** Resolves when the tab shows something else, or nothing has helped. `isOver`: the pupil is on the way out. */
export async function insist(
  tabs: Pick<TabsPort, 'all' | 'go' | 'empty'>,
  { tabId, url, instead }: Insisting,
  { wait, isOver }: { readonly wait: Wait; readonly isOver: () => boolean },
): Promise<void> {
  for (const ms of WAITS) {
    await wait(ms)
    const shown = (await tabs.all()).find(({ id }) => id === tabId)
    if (isOver() || shown === undefined || !samePage(shown.url, url)) return
    await Promise.race([tabs.empty(tabId, shown.url), wait(WITHIN)])
    await tabs.go(tabId, instead)
  }
}
