/**
 * New tabs in a lesson: a page of ours that lists the lesson's sites takes the place of the browser's own new tab page,
 * while a lesson runs that says which pages are open, and gives it back when there is none any more.
 *
 * In some browsers that page is a web site (Edge's, another search engine's, one that the school has set), which a
 * lesson closes like any other. A tab tells at its making that a new tab page is on its way; to stop that page is not
 * to stop the pupil.
 */
import type { Verdict } from '../verdict/verdict.ts'
import type { NavigationEvent } from './navigation-guard.ts'
import type { TabsPort } from './ports.ts'

/** Edge takes it for its own. */
export const NEW_TAB = 'chrome://newtab/'

/** The new tab page by any of its names; the last is what Edge's is made of. */
const NEW_TABS =
  /^((chrome|edge):\/\/(newtab|new-tab-page|new-tab-page-third-party)\/?|https:\/\/ntp\.msn\.(com|cn)\/edge\/ntp([?#].*)?)$/

export const isNewTab = (url: string): boolean => NEW_TABS.test(url)

type Begun = Pick<NavigationEvent, 'tabId' | 'url' | 'frameId' | 'documentLifecycle'>

export interface NewTabsParts {
  readonly tabs: Pick<TabsPort, 'go' | 'all'>
  /** The lesson's page, as runtime.getURL gives it. */
  readonly page: string
  /** Resolves when it is known which lessons there are. */
  readonly ready: Promise<void>
  /** Whether a lesson runs that takes new tabs. */
  readonly isTaken: () => boolean
}

export class NewTabs {
  private readonly parts: NewTabsParts
  /**
   * Tabs in which nothing has begun but the new tab page. Only folds the events of one opening together, which come in
   * one go; a fresh worker has no earlier event to fold.
   */
  private readonly opening = new Map<number, 'made' | 'begun'>()

  constructor(parts: NewTabsParts) {
    this.parts = parts
  }

  /** Where a tab goes that has nothing else to show. */
  get address(): string {
    return this.parts.isTaken() ? this.parts.page : NEW_TAB
  }

  /** A tab was made that is to show this address. */
  async made(tabId: number, url: string): Promise<void> {
    if (!isNewTab(url)) return
    this.opening.set(tabId, 'made')
    await this.take(tabId)
  }

  /**
   * A page is asked for in the tab. In a new one the first is the new tab page, whatever its address; what is neither
   * that nor ours is the pupil's. At once, for what was asked for before it may still wait to be judged.
   */
  begins({ tabId, url, frameId, documentLifecycle }: Begun): void {
    if (frameId !== 0 || documentLifecycle === 'prerender' || !this.opening.has(tabId)) return
    if (this.opening.get(tabId) === 'made') this.opening.set(tabId, 'begun')
    else if (!isNewTab(url) && url !== this.parts.page) this.opening.delete(tabId)
  }

  /** The tab shows a page, whichever. */
  async shows({ tabId, url, frameId }: Begun): Promise<void> {
    if (frameId === 0 && isNewTab(url)) await this.take(tabId)
  }

  /** The tab is gone. */
  closed(tabId: number): void {
    this.opening.delete(tabId)
  }

  /** Whether what a lesson stops is the browser's own new tab page: nobody asked for it by its address. */
  isStopped({ tabId, url, verdict }: { tabId: number; url: string; verdict: Verdict }): boolean {
    const isOwn = this.opening.has(tabId) || isNewTab(url)
    return isOwn && verdict.reason.kind === 'lesson' && this.parts.isTaken()
  }

  /** Lessons have begun or ended: new tabs that are open follow. */
  async follow(): Promise<void> {
    await this.parts.ready
    const { tabs, page } = this.parts
    const isTaken = this.parts.isTaken()
    const isOurs = (url: string): boolean => url.replace(/[?#].*$/, '') === page
    const moving = (await tabs.all()).filter(({ url }) => (isTaken ? isNewTab(url) : isOurs(url)))
    await Promise.all(moving.map(({ id }) => tabs.go(id, isTaken ? page : NEW_TAB)))
  }

  private async take(tabId: number): Promise<void> {
    await this.parts.ready
    if (this.parts.isTaken()) await this.parts.tabs.go(tabId, this.parts.page)
  }
}
