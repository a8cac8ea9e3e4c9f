/**
 * The backstop behind the browser's own rules: judges every navigation again, whatever served it. Catches what
 * DNR cannot see: pages answered by their own service worker (crbug 40808791), the back-forward cache, addresses
 * changed by pushState, and a request that found the worker cold.
 */
import { isSearchPlace } from '../verdict/search.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { stoppedAddress } from './blocked-address.ts'
import type { FrameStops } from './frame-stops.ts'
import type { Judge } from './judge.ts'
import type { LaunchGuard } from './launch-guard.ts'
import type { LifelineTabs } from './lifeline-tabs.ts'
import type { FrameView, PurgePort, TabsPort } from './ports.ts'
import type { ShownPages } from './shown-pages.ts'
import type { Stops } from './stops.ts'

/** The parts of a webNavigation event that count here. */
export interface NavigationEvent extends FrameView {
  readonly tabId: number
  readonly error?: string
  /** By the browser's clock. Epoch milliseconds. */
  readonly timeStamp: number
  /** A prerendered page is not in the tab yet; DNR holds it, and it is judged when it becomes active. */
  readonly documentLifecycle?: string
}

export interface GuardParts {
  readonly judge: Judge
  readonly launch: LaunchGuard
  readonly stops: Stops
  readonly frames: FrameStops
  readonly shown: ShownPages
  readonly lifelines: LifelineTabs
  readonly tabs: TabsPort
  readonly purge: PurgePort
  readonly page: string
  /** A page the pupil now sees: recorded as a visit. */
  readonly visited: (event: NavigationEvent, verdict: Verdict) => void
  /** Our page stands where the last visit was, which has ended. */
  readonly left: (tabId: number) => void
  /** An address changed without a load. */
  readonly moved: (event: NavigationEvent, verdict: Verdict) => void
  /** Has the browser's rules say what holds now; whether they said something else at that time. */
  readonly renewed: (since: number) => Promise<boolean>
  /** What the address must become for safe search, or null. */
  readonly safeAddress: (url: string) => string | null
}

/** Tabs at once; beyond it an address may be asked for once more. */
const MOST_ASKED = 500
/** The browser tells of a failure this long after it asked the rules, and they may have changed in between. */
const TOLD_LATE_MS = 5_000
const BLOCKED_BY_US = 'net::ERR_BLOCKED_BY_CLIENT'
const isPage = (event: NavigationEvent): boolean => event.frameId === 0
const isPrerendered = (event: NavigationEvent): boolean => event.documentLifecycle === 'prerender'

export class NavigationGuard {
  private readonly parts: GuardParts
  private readonly askedAgain = new Map<number, string>()

  constructor(parts: GuardParts) {
    this.parts = parts
  }

  async beforeNavigate(event: NavigationEvent): Promise<void> {
    if (isPrerendered(event)) return
    // Our own page on its way is the answer to a navigation, not another one: its failure may still be to come. Before
    // anything is waited for: later events of this navigation, or the sweep, may be judged sooner.
    if (isPage(event) && stoppedAddress(this.parts.page, event.url) === null)
      this.parts.stops.begins(event.tabId)
    const verdict = await this.judge(event)
    if (!isPage(event)) {
      this.parts.frames.started(event)
      return
    }
    if (verdict.action === 'allow') return
    // From our own page back onto its address, or asked for once more: `failed` tells, when the browser's history has
    // the address as its present entry. A step back before that would start from the entry of our page.
    if (this.parts.shown.isShowing(event.tabId, event.url)) return
    await this.parts.stops.stop({ ...event, verdict })
  }

  async committed(event: NavigationEvent): Promise<void> {
    if (isPrerendered(event)) return
    if (!isPage(event)) return this.committedFrame(event)
    const stopped = stoppedAddress(this.parts.page, event.url)
    // In turn, behind what an earlier event of the same navigation may still be waiting for.
    await this.parts.judge.ready
    if (stopped !== null) {
      this.parts.left(event.tabId)
      this.parts.stops.returned(event.tabId, stopped)
      await this.parts.lifelines.shows(event.tabId, false)
      return this.parts.shown.showing(event.tabId, stopped)
    }
    const verdict = await this.judge(event)
    if (verdict.action === 'allow') {
      this.parts.stops.arrived(event.tabId)
      this.askedAgain.delete(event.tabId)
      this.parts.visited(event, verdict)
      await Promise.all([
        this.parts.lifelines.shows(event.tabId, verdict.reason.kind === 'lifeline'),
        this.parts.shown.cleared(event.tabId),
        this.makeSafe(event),
      ])
      return
    }
    // It came past the rules: its own service worker served it. Take it out, and make the host blockable again.
    await Promise.all([this.parts.stops.stop({ ...event, verdict }), this.purge(event.url)])
  }

  /** pushState, replaceState, and fragments. */
  async moved(event: NavigationEvent): Promise<void> {
    if (isPrerendered(event)) return
    const verdict = await this.judge(event)
    if (!isPage(event))
      return verdict.action === 'allow' ? undefined : this.parts.frames.takeOut(event, verdict)
    if (verdict.action !== 'allow') return this.parts.stops.stop({ ...event, verdict })
    this.parts.moved(event, verdict)
    await this.makeSafe(event)
  }

  async failed(event: NavigationEvent): Promise<void> {
    if (isPrerendered(event)) return
    const verdict = await this.judge(event)
    if (event.error !== BLOCKED_BY_US) {
      // Stopped before its own service worker could answer.
      if (isPage(event) && verdict.action === 'block') await this.purge(event.url)
      return
    }
    if (!isPage(event)) return this.parts.frames.stopped(event, verdict)
    if (verdict.action !== 'allow') return this.parts.stops.stop({ ...event, verdict })
    // Nothing forbids it. It was held because a fresh worker knew nothing yet, or the rules still said what held
    // before: a lesson or a period that ended while the browser was closed, or a moment ago. It goes on now.
    const isHeld = this.parts.launch.takeHeld(event.tabId, event.url)
    // A search whose words were sent beside the address (lib/rules/posted-searches.ts), as far as anybody can tell.
    if (isSearchPlace(event.url)) return this.askPlainly(event)
    if (isHeld || (await this.isStale(event))) await this.parts.tabs.again(event.tabId)
  }

  /** The address alone: a reload would send again what was stopped. */
  private async askPlainly(event: NavigationEvent): Promise<void> {
    if (this.askedAgain.get(event.tabId) === event.url) return
    await this.parts.renewed(event.timeStamp - TOLD_LATE_MS)
    this.noteAsked(event)
    await this.parts.tabs.go(event.tabId, event.url)
  }

  /** Once for an address in a tab: a clock that was set back must not have it asked for without end. */
  private async isStale({ tabId, url, timeStamp }: NavigationEvent): Promise<boolean> {
    if (this.askedAgain.get(tabId) === url || !(await this.parts.renewed(timeStamp - TOLD_LATE_MS)))
      return false
    this.noteAsked({ tabId, url })
    return true
  }

  private noteAsked({ tabId, url }: Pick<NavigationEvent, 'tabId' | 'url'>): void {
    if (this.askedAgain.size >= MOST_ASKED) this.askedAgain.clear()
    this.askedAgain.set(tabId, url)
  }

  private async committedFrame(event: NavigationEvent): Promise<void> {
    const verdict = await this.judge(event)
    if (verdict.action === 'allow') return
    await Promise.all([this.parts.frames.takeOut(event, verdict), this.purge(event.url)])
  }

  private async makeSafe(event: NavigationEvent): Promise<void> {
    const safe = this.parts.safeAddress(event.url)
    if (safe !== null && safe !== event.url) await this.parts.tabs.go(event.tabId, safe)
  }

  /** At once when warm: an extra microtask would be an extra chance for the page to commit first. */
  private async judge(event: NavigationEvent): Promise<Verdict> {
    const target = isPage(event) ? 'page' : 'frame'
    const warm = this.parts.judge.verdict(event.url, target, event)
    if (warm) return warm
    await this.parts.judge.readyFor(event.url, target, event)
    const verdict = this.parts.judge.verdict(event.url, target, event)
    if (!verdict) throw new Error('the judge is ready but has no ruling')
    return verdict
  }

  private async purge(url: string): Promise<void> {
    if (URL.canParse(url)) await this.parts.purge.workersOf(new URL(url).origin)
  }
}
