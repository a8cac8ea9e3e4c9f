/**
 * Stopping a page: our blocked page takes its place, once per navigation, and the stop is recorded once.
 * The events that lead here overlap (before the navigation, its failure, its commit): the first one wins.
 */
import type { Verdict } from '../verdict/verdict.ts'
import { blockedAddress, samePage } from './blocked-address.ts'
import { insist, waiting, type Wait } from './insist.ts'
import type { NewTabs } from './new-tabs.ts'
import type { TabsPort } from './ports.ts'
import type { ShownPages } from './shown-pages.ts'

/**
 * Long enough for the events of one navigation to arrive on a machine with its hands full; a second try is told by
 * its own beginning (`begins`), so only what begins without one waits for this to pass.
 */
const SAME_NAVIGATION_MS = 10_000

export interface Stop {
  readonly tabId: number
  readonly url: string
  readonly verdict: Verdict
  /** It was open already, and nobody asked for it now. */
  readonly wasOpen?: boolean
  /** What the tab shows, where that may be something else than `url`: a window without an address is its maker's. */
  readonly shown?: string
}

export interface StopsParts {
  readonly tabs: TabsPort
  readonly shown: ShownPages
  /** Our blocked page, as runtime.getURL gives it. */
  readonly page: string
  /** Where a tab goes when nothing lies behind the blocked page. */
  readonly newTabs: Pick<NewTabs, 'address' | 'isStopped'>
  readonly clock: () => number
  readonly record: (stop: Stop) => void
  readonly wait?: Wait
}

export class Stops {
  private readonly parts: StopsParts
  // Only folds the events of one navigation together; a fresh worker has no earlier event to fold.
  private readonly recent = new Map<number, { url: string; at: number }>()

  /** Tabs that we are taking a step back: what begins there next is our answer, and the failure may still come. */
  private readonly leaving = new Map<number, Stop>()

  constructor(parts: StopsParts) {
    this.parts = parts
  }

  /** A navigation begins in the tab: its events are not repeats of the last one's, however soon they come. */
  begins(tabId: number): void {
    if (!this.leaving.delete(tabId)) this.recent.delete(tabId)
  }

  /** The tab shows a permitted page: whatever begins there from now on is the pupil's. */
  arrived(tabId: number): void {
    this.leaving.delete(tabId)
  }

  /** What our page stands for is open again, and the tab goes on to it: to be stopped there anew is no way back. */
  released(tabId: number): Promise<void> {
    this.recent.delete(tabId)
    return this.parts.shown.cleared(tabId)
  }

  /** The tab is gone. */
  closed(tabId: number): void {
    this.leaving.delete(tabId)
    this.recent.delete(tabId)
  }

  /**
   * Our page is in the tab. If it stands for the very address that we went a step back from, the pupil was not on
   * the way back but had asked for that address again: a stop like any other.
   */
  returned(tabId: number, address: string): void {
    const left = this.leaving.get(tabId)
    this.leaving.delete(tabId)
    if (left !== undefined && samePage(left.url, address)) this.parts.record(left)
  }

  /** Takes a page out of its tab, or lets the pupil on their way back through. */
  async stop(stop: Stop): Promise<void> {
    if (this.isRepeat(stop)) return
    if (this.parts.newTabs.isStopped(stop)) return this.parts.tabs.go(stop.tabId, this.parts.newTabs.address)
    if (this.parts.shown.isShowing(stop.tabId, stop.url)) return this.leave(stop)
    // A page that a lesson closes over is no try of the pupil's.
    if (!(stop.wasOpen && stop.verdict.reason.kind === 'lesson')) this.parts.record(stop)
    const instead = blockedAddress(this.parts.page, stop.url)
    await this.parts.tabs.go(stop.tabId, instead)
    void this.insist(stop, instead)
  }

  /** Until another stop, or a new beginning in the tab, takes the place of this one. */
  private insist({ tabId, url, shown = url }: Stop, instead: string): Promise<void> {
    const { tabs, wait = waiting } = this.parts
    const isOver = (): boolean => this.leaving.has(tabId) || !samePage(this.recent.get(tabId)?.url ?? '', url)
    return insist(tabs, { tabId, url: shown, instead }, { wait, isOver })
  }

  /** The browser's Back from our page landed on the forbidden address: one press must leave it. */
  private async leave(stop: Stop): Promise<void> {
    const { tabId } = stop
    this.leaving.set(tabId, stop)
    await this.parts.shown.cleared(tabId)
    if (!(await this.parts.tabs.back(tabId))) await this.parts.tabs.go(tabId, this.parts.newTabs.address)
  }

  private isRepeat({ tabId, url }: Stop): boolean {
    const at = this.parts.clock()
    const last = this.recent.get(tabId)
    this.recent.set(tabId, { url, at })
    if (this.recent.size > 500) this.recent.delete(this.recent.keys().next().value ?? tabId)
    return last !== undefined && samePage(last.url, url) && at - last.at < SAME_NAVIGATION_MS
  }
}
