/**
 * The tabs that a lesson's teacher may see, sent while the server says that somebody watches and a lesson runs by this
 * device's own judgement. Nothing of it is kept: with the worker it ends, and the server asks again.
 */
import { seenTab } from '../activity/seen-tab.ts'
import type { OpenTab } from '../activity/seen-tab.ts'
import { stoppedAddress } from '../navigation/blocked-address.ts'
import type { Ruling } from '../navigation/judge.ts'
import { lookNow, lookUp } from '../navigation/look-up.ts'
import type { LessonTabsPort } from '../navigation/ports.ts'
import type { SeenTab } from '../protocol/live.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'
import { decide } from '../verdict/decide.ts'
import { running } from '../verdict/lesson.ts'
import type { GuardRoom } from './guard/room.ts'

export interface SeenTabsParts {
  readonly tabs: Pick<LessonTabsPort, 'list'>
  /** By which address what a tab shows is judged: a window that a page wrote is that page's. */
  readonly whose: GuardRoom['whose']
  readonly blockedPage: string
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  readonly send: (tabs: readonly SeenTab[]) => void
  /** Runs what time brings; never rejects. */
  readonly later: (work: () => Promise<void>) => void
}

/** Titles change without an event that we listen to; events that we do have are told at once. Milliseconds. */
const LOOK_MS = 2_000
/** However often something happens, it is not told more often than this. Milliseconds. */
const APART_MS = 700
const MOST = 60

export class SeenTabs {
  private readonly parts: SeenTabsParts
  private until = -Infinity
  private sent = ''
  private timer: ReturnType<typeof setTimeout> | undefined
  private dueAt = Infinity
  private lookedAt = -Infinity

  constructor(parts: SeenTabsParts) {
    this.parts = parts
  }

  /** Somebody watches for so many seconds from now; 0: nobody does. */
  async watch(seconds: number): Promise<void> {
    const isNew = this.until <= performance.now()
    this.until = seconds === 0 ? -Infinity : performance.now() + seconds * 1000
    if (isNew) this.sent = ''
    await this.look()
  }

  end(): void {
    this.until = -Infinity
    clearTimeout(this.timer)
    this.timer = undefined
  }

  /** Something happened to a tab. */
  poke(): void {
    if (this.until <= performance.now()) return
    this.lookBy(Math.max(performance.now(), this.lookedAt + APART_MS))
  }

  /** At that time at the latest: what happens meanwhile does not put it off. */
  private lookBy(at: number): void {
    if (this.timer !== undefined && this.dueAt <= at) return
    clearTimeout(this.timer)
    this.dueAt = at
    this.timer = setTimeout(
      () => {
        this.timer = undefined
        this.parts.later(() => this.look())
      },
      Math.max(0, at - performance.now()),
    )
  }

  private async look(): Promise<void> {
    const ruling = this.parts.ruling()
    if (this.until <= performance.now() || !ruling) return this.end()
    // Whoever asks: outside a lesson nobody sees anything.
    if (running(ruling.policy, this.parts.now()).length === 0) return this.end()
    this.lookedAt = performance.now()
    const open = await this.parts.tabs.list()
    const seen = (await Promise.all(open.map((tab) => this.seen(tab, ruling)))).filter((one) => one !== null)
    if (this.until <= performance.now()) return
    const tabs = seen.slice(0, MOST)
    const text = JSON.stringify(tabs)
    if (text !== this.sent) this.parts.send(tabs)
    this.sent = text
    this.lookBy(performance.now() + LOOK_MS)
  }

  /** Whether a teacher may see anything of a tab now; what may not be seen may not be closed either. */
  async shows(tabId: number): Promise<boolean> {
    const ruling = this.parts.ruling()
    const tab = (await this.parts.tabs.list()).find(({ id }) => id === tabId)
    return ruling !== null && tab !== undefined && (await this.seen(tab, ruling)) !== null
  }

  /** Of a host of which the lists cannot say all in time nothing is shown: it may be one that helps. */
  private async seen(tab: Omit<OpenTab, 'stopped'>, { policy, lists }: Ruling): Promise<SeenTab | null> {
    const stopped = stoppedAddress(this.parts.blockedPage, tab.url)
    const open: OpenTab = { ...tab, url: stopped ?? (await this.parts.whose(tab)), stopped: stopped !== null }
    const host = canonical(open.url)?.host ?? ''
    const look = () =>
      lookNow(lists, () => ({
        verdict: decide(open.url, policy, lists, this.parts.now(), 'page'),
        categories: lists.categoriesOf(host),
      }))
    await lookUp(look)
    const { found, lacking } = look()
    if (lacking.length > 0) return null
    return seenTab(open, { ...found, lifelines: [...lists.lifelineHosts(), ...policy.lifelines] })
  }
}
