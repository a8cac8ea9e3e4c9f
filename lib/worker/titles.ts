/**
 * Rows of page titles, where the school records them. A title comes after its visit's row and can come again (an
 * application that moves on without a load), so each is a row of its own that names the visit. When it does not come
 * by itself (a reload, a step back: the browser knows it already) it is asked for.
 */
import { pageTitle } from '../activity/page-title.ts'
import type { SessionPort, TabTitle, TitlesPort } from '../navigation/ports.ts'
import { SessionMap } from '../navigation/session-map.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Recorder } from './recorder.ts'
import type { Stays } from './stays.ts'

export interface TitlesParts {
  readonly port: TitlesPort
  readonly session: SessionPort
  readonly stays: Pick<Stays, 'visitIn'>
  readonly recorder: Pick<Recorder, 'sighting'>
  /** Whether the school records titles. */
  readonly areKept: () => boolean
  readonly verdict: (url: string) => Verdict | null
  /** Runs what an event asks for; never rejects. */
  readonly later: (work: () => Promise<void>) => void
}

interface Told {
  readonly url: string
  /** The last title that was handed in, its digits aside: a count of unread messages is no new title. */
  readonly said: string
  /** Titles at this address so far, and in this document. */
  readonly count: number
  readonly inAll: number
}

/** “Loading”, the title, and one that came late: a page whose title runs like a banner fills no disk. */
const MOST_AT_ONE_ADDRESS = 3
/** An application that is open all day moves often; one that moves to write titles stops here. */
const MOST_IN_ONE_DOCUMENT = 200

export class Titles {
  private readonly parts: TitlesParts
  private readonly told: SessionMap<Told>
  /** Questions under way. A title that is heard meanwhile is newer than the answer, which can come after it. */
  private readonly asked = new Map<number, object>()

  private readonly heard = (tabId: number, shown: TabTitle): void => {
    this.asked.delete(tabId)
    this.parts.later(() => this.titled(tabId, shown))
  }

  constructor(parts: TitlesParts) {
    this.parts = parts
    // Nothing is kept of a page that has no row: a lifeline's address least of all.
    this.told = new SessionMap(parts.session, 'titles', ({ inAll }) => inAll > 0)
  }

  load(): Promise<void> {
    return this.told.load()
  }

  /** A new document is in the tab, and its visit has begun. */
  async shown(tabId: number, url: string): Promise<void> {
    this.told.set(tabId, { url, said: '', count: 0, inAll: 0 })
    await this.ask(tabId, url)
  }

  /** The address changed without a load. */
  async moved(tabId: number, url: string): Promise<void> {
    await this.ask(tabId, url)
  }

  /** The tab shows our page, or is gone. */
  async left(tabId: number): Promise<void> {
    if (this.told.delete(tabId) && this.parts.areKept()) await this.told.save()
  }

  /** Listens before it asks: a title that is set in between is heard. */
  private async ask(tabId: number, url: string): Promise<void> {
    const { port, areKept } = this.parts
    port.watch(areKept() ? this.heard : null)
    if (!areKept()) return
    const question = {}
    this.asked.set(tabId, question)
    const shown = await port.of(tabId)
    if (this.asked.get(tabId) !== question) return
    this.asked.delete(tabId)
    if (shown?.url === url) await this.titled(tabId, shown)
  }

  private async titled(tabId: number, { url, title }: TabTitle): Promise<void> {
    const { stays, recorder, areKept } = this.parts
    const text = pageTitle(title, url)
    if (text === '' || !areKept()) return
    // Another page's visit must not get it, nor one that is being taken out of its tab.
    const verdict = this.parts.verdict(url)
    if (verdict?.action !== 'allow' || !isSameSite(this.told.get(tabId)?.url, url)) return
    const visit = await stays.visitIn(tabId)
    const before = this.told.get(tabId)
    if (visit === null || !isSameSite(before?.url, url)) return
    const said = text.replace(/\d+/g, '0')
    const inAll = before?.inAll ?? 0
    const count = isSamePage(before?.url, url) ? (before?.count ?? 0) : 0
    if (before?.said === said || count >= MOST_AT_ONE_ADDRESS || inAll >= MOST_IN_ONE_DOCUMENT) return
    this.told.set(tabId, { url, said, count: count + 1, inAll: inAll + 1 })
    await Promise.all([
      this.told.save(),
      recorder.sighting({ kind: 'title', visit, title: text }, url, verdict),
    ])
  }
}

/** An address can change without a load only within its origin. */
const isSameSite = (before: string | undefined, url: string): boolean =>
  before !== undefined && URL.parse(before)?.origin === URL.parse(url)?.origin

/** A fragment alone makes no other page: it costs nothing to change, over and over. */
const isSamePage = (before: string | undefined, url: string): boolean =>
  before?.replace(/#.*$/, '') === url.replace(/#.*$/, '')
