/** The worker's side of a look at a document: what it is made of it, and what comes of that. */
import { isAddressBox } from '../../guard/structure/score-structure.ts'
import { read, type Read } from '../../guard/markup/signals-of.ts'
import { scoreAll } from '../../guard/score-all.ts'
import type { Signals } from '../../guard/signals.ts'
import type { Asker, Handlers } from '../../messages/router.ts'
import type { Judge, Ruling } from '../../navigation/judge.ts'
import type { TabsPort } from '../../navigation/ports.ts'
import { ACTIONS } from '../../policy/categories.ts'
import { isCleared } from '../../policy/cleared.ts'
import type { Finding } from '../../policy/finding.ts'
import { isTaught } from '../../policy/with-quarantine.ts'
import type { Now } from '../../time/now.ts'
import { canonical } from '../../verdict/address.ts'
import { foundVerdict, isNobodys } from '../../verdict/found.ts'
import type { Target, Verdict } from '../../verdict/verdict.ts'
import { Floods } from '../floods.ts'
import type { Acting, FoundAt } from './acting.ts'
import { aroundOf } from './around.ts'
import { deservesCare } from './care.ts'
import type { Covers } from './covers.ts'
import { Hints } from './hints.ts'
import type { NetworkMarks } from './marks.ts'
import type { Openers } from './openers.ts'
import { placeOf, placeOfWindow, placeWithin, type Place } from './place.ts'
import type { Servers } from './servers.ts'

type Wanted = 'none' | 'on' | 'closer' | 'all'
type Content = Extract<Asker, { readonly kind: 'content' }>

export interface LookingParts {
  readonly judge: Judge
  readonly now: () => Now
  /** Whether the pupil has continued past a warning for this address and the while is not over. */
  readonly continued: (url: string) => boolean
  readonly marks: NetworkMarks
  readonly servers: Servers
  readonly covers: Covers
  readonly acting: Acting
  readonly openers: Pick<Openers, 'of'>
  readonly tabs: Pick<TabsPort, 'frames'>
  /** Puts what looks beside a document. */
  readonly bring: (tabId: number, documentId: string | undefined) => Promise<boolean>
  readonly score?: typeof scoreAll
}

export class Looking {
  readonly #parts: LookingParts
  readonly #hints = new Hints()
  readonly #floods: Floods

  constructor(parts: LookingParts) {
    this.#parts = parts
    this.#floods = new Floods(() => parts.now().at)
  }

  readonly saw: Handlers['guard.saw'] = async (picture, from) => {
    if (from.kind !== 'content') return { want: 'none' }
    await this.#parts.judge.ready
    this.#count(from, 'look')
    return { want: await this.#look(() => read(picture), from) }
  }

  readonly bring: Handlers['guard.bring'] = async (_, from) => {
    if (from.kind !== 'content') return { isThere: false }
    await this.#parts.judge.ready
    this.#count(from, 'bring')
    if ((await this.#openPlace(from)) === null) return { isThere: false }
    // A document that has gone hears no answer; one that comes back asks again.
    return (await this.#parts.bring(from.tabId, from.documentId)) ? { isThere: true } : {}
  }

  /** The network shows something of a host: the pages of which little was seen are judged with it. */
  async again(host: string): Promise<void> {
    for (const { signals, from, href } of this.#hints.of(host)) {
      const frames = await this.#parts.tabs.frames(from.tabId)
      const isThere = frames.some(({ frameId, url }) => frameId === 0 && canonical(url)?.href === href)
      if (isThere) await this.#look(() => ({ signals, isShort: false, hollow: null }), from)
      else this.#hints.note(from.tabId, undefined)
    }
  }

  /** What holds at an address because of what was found there; undefined where the school has put it right. */
  foundAt(url: string, finding: Finding, { policy }: Ruling, target: Target): Verdict | undefined {
    const now = this.#parts.now()
    const address = canonical(url)
    if (address === null || isTaught(policy, address.host, now.at)) return undefined
    const { host, path } = address
    if (isCleared(policy.cleared, { host, path, found: finding.kind }, now.at)) return undefined
    return foundVerdict(finding, policy, now, target)
  }

  /** @param see reads what was sent: not where nobody may */
  async #look(see: () => Read, from: Content): Promise<Wanted> {
    const { judge, marks, servers, covers } = this.#parts
    const place = await this.#openPlace(from)
    const ruling = judge.ruling()
    if (place === null || ruling === null) return 'none'
    const { signals, isShort, hollow } = see()
    if (from.frameId === 0) await this.#covered(signals, from, place)
    const { workers } = signals.storage
    await marks.note(place.host, 'workerScripts', workers.map(({ script }) => script).filter(Boolean))
    await marks.note(place.host, 'lines', linesOf(signals))
    const before = aroundOf(place, signals, { ruling, marks, servers })
    // The page that asks for an address may be the next moment what was asked for.
    const isBox = isAddressBox(signals, before)
    if (isBox) await marks.note(place.host, 'boxes', ['address'])
    const around = isBox ? aroundOf(place, signals, { ruling, marks, servers }) : before
    const findings = (this.#parts.score ?? scoreAll)(signals, around)
    const strongest =
      this.#strongest(findings, place, ruling, from.frameId === 0 ? 'page' : 'frame') ??
      this.#ofHost(findings, place, ruling)
    if (strongest !== undefined) {
      const { tabId, frameId, documentId } = from
      await this.#act({ place, tabId, frameId, documentId, ...strongest }, covers)
      return 'on'
    }
    const isHinted = findings.some(({ sureness }) => sureness !== 'sure')
    if (from.frameId === 0)
      this.#hints.note(
        from.tabId,
        isHinted ? { host: place.host, href: place.href, signals, from } : undefined,
      )
    // As long as it is short: a page may be so a second time, and only when it has changed.
    if (isShort) return 'all'
    if (signals.when === 'closer') return 'on'
    const isLive = around.network.sockets.length > 0
    return isHinted || isBox || isLive || deservesCare(signals, hollow) ? 'closer' : 'on'
  }

  /** Null where somebody has chosen what holds there, or where it is nobody knows. */
  async #openPlace(from: Content): Promise<Place | null> {
    const { judge, covers } = this.#parts
    const place = await this.#placeOf(from)
    if (place !== null)
      await judge.readyFor(place.judged, from.frameId === 0 ? 'page' : 'frame', { tabId: from.tabId })
    if (place !== null && judge.ruling() !== null && this.#isOpen(place, from)) return place
    if (from.frameId === 0) await covers.closed(from.tabId)
    return null
  }

  async #placeOf(from: Content): Promise<Place | null> {
    if (from.frameId === 0)
      return placeOf(from) ?? placeOfWindow(from.url, this.#parts.openers.of(from.tabId))
    if (isWeb(from.url)) return placeOf(from)
    return placeWithin(from, await this.#parts.tabs.frames(from.tabId))
  }

  /** Nobody has chosen what holds there, and it is not closed already. */
  #isOpen({ judged }: Place, { tabId, frameId }: Content): boolean {
    const target = frameId === 0 ? 'page' : 'frame'
    const verdict = this.#parts.judge.verdict(judged, target, { tabId })
    return verdict !== null && isNobodys(verdict.reason)
  }

  #strongest(
    findings: readonly Finding[],
    { judged }: Place,
    ruling: Ruling,
    target: Target,
  ): { finding: Finding; verdict: Verdict } | undefined {
    const all = findings.flatMap((finding) => {
      const verdict = this.foundAt(judged, finding, ruling, target)
      return verdict === undefined || this.#isContinued(verdict, judged) ? [] : [{ finding, verdict }]
    })
    return all.toSorted((a, b) => ACTIONS.indexOf(b.verdict.action) - ACTIONS.indexOf(a.verdict.action))[0]
  }

  /**
   * Frames are never warned about. What is surely something in one is so in its pages: where the school warns of those, they
   * are warned of from now on.
   */
  #ofHost(findings: readonly Finding[], place: Place, ruling: Ruling) {
    const sure = findings.filter(({ sureness }) => sureness === 'sure')
    return this.#strongest(sure, place, ruling, 'page')
  }

  /** The pupil was warned and went on: a second warning, of whatever kind, would be one without end. */
  #isContinued({ action }: Verdict, href: string): boolean {
    return action === 'warn' && this.#parts.continued(href)
  }

  async #act(found: FoundAt, covers: Covers): Promise<void> {
    // Asked before: what stands in the frame's place covers the page no more.
    const page = found.frameId === 0 ? undefined : covers.pageOver(found.tabId, found.place)
    await this.#parts.acting.act(found)
    if (page !== undefined) await this.#actOnPage(page, found.tabId, found.finding)
  }

  /** A page that is all one frame that was found to be something is that too. */
  async #covered(signals: Signals, { tabId }: Content, place: Place): Promise<void> {
    const { covers, judge } = this.#parts
    // Nothing is kept about what somebody keeps open: it may be a lifeline.
    const frames = signals.frames.filter(({ url }) => {
      const verdict = judge.verdict(url, 'frame', { tabId })
      return !isWeb(url) || (verdict !== null && isNobodys(verdict.reason))
    })
    for (const url of await covers.shows(tabId, place, frames)) {
      const reason = judge.verdict(url, 'frame', { tabId })?.reason
      if (reason?.kind !== 'found' || reason.sureness !== 'sure') continue
      const { found: kind, sureness, evidence } = reason
      return this.#actOnPage(place, tabId, { kind, sureness, evidence: [...evidence] })
    }
  }

  async #actOnPage(place: Place, tabId: number, finding: Finding): Promise<void> {
    const { judge, acting } = this.#parts
    const ruling = judge.ruling()
    const before = judge.verdict(place.judged, 'page', { tabId })
    if (ruling === null || before === null || !isNobodys(before.reason)) return
    const verdict = this.foundAt(place.judged, finding, ruling, 'page')
    if (verdict !== undefined && !this.#isContinued(verdict, place.judged))
      await acting.act({ place, tabId, frameId: 0, finding, verdict, isOfFrame: true })
  }

  /** Frames must not use up what is the page's. */
  #count({ tabId, frameId }: Content, what: 'look' | 'bring'): void {
    this.#floods.count(`${tabId} ${frameId === 0} ${what}`)
  }
}

const isWeb = (url: string): boolean => /^https?:/i.test(url)

/** Lines that carry data and nobody's picture. A page around a frame has them, and the frame shows what came. */
const linesOf = ({ acts }: Signals): string[] =>
  acts.camera > 0
    ? []
    : [acts.dataChannels > 0 && 'data channel', acts.transports > 0 && 'transport'].filter(
        (one) => one !== false,
      )
