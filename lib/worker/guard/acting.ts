/** What is done about a page or a frame that was found to be something. */
import { named } from '../../navigation/named.ts'
import type { LessonTabsPort, TabsPort } from '../../navigation/ports.ts'
import type { FrameStops } from '../../navigation/frame-stops.ts'
import type { Stops } from '../../navigation/stops.ts'
import type { Finding } from '../../policy/finding.ts'
import type { FoundKind } from '../../policy/found-kinds.ts'
import { foundPlace } from '../../policy/found-place.ts'
import { canonical } from '../../verdict/address.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { QuarantineKeeper } from '../quarantine.ts'
import type { FoundPages } from './found-pages.ts'
import type { Place } from './place.ts'
import type { Servers } from './servers.ts'

/** Kinds that are how a site is built, and so the whole host's; all others are one page's. */
const OF_HOSTS: ReadonlySet<FoundKind> = new Set(['unblocker', 'game', 'stranger-chat', 'chat'])
const DAY = 86_400_000
/** A page that opens blank ones in a circle has them closed: one page of ours says why. Milliseconds. */
const CIRCLE = 10_000

/** A finding at a document, with what the school makes of it. */
export interface FoundAt {
  readonly place: Place
  readonly tabId: number
  readonly frameId: number
  /** Of what the frame showed; a page is known by its address. */
  readonly documentId?: string | undefined
  readonly finding: Finding
  readonly verdict: Verdict
  /** It is what a frame is that covers it: the page alone is closed, its host has shown nothing. */
  readonly isOfFrame?: boolean
}

export interface ActingParts {
  readonly tabs: Pick<TabsPort, 'frames'>
  /** Whether nobody has chosen what holds at an address. */
  readonly isOpen: (url: string) => Promise<boolean>
  readonly close: LessonTabsPort['close']
  readonly blank: string
  readonly stops: Pick<Stops, 'stop'>
  readonly frames: Pick<FrameStops, 'takeOut'>
  readonly quarantine: Pick<QuarantineKeeper, 'add' | 'watch'>
  readonly pages: FoundPages
  /** Has the workers of an origin gone, and what they keep. */
  readonly purge: (origin: string) => Promise<unknown>
  readonly servers: Servers
  readonly at: () => number
}

export class Acting {
  readonly #parts: ActingParts
  // Only folds what one page does in a moment together; a fresh worker stops the next one as usual.
  readonly #made = new Map<string, number>()

  constructor(parts: ActingParts) {
    this.#parts = parts
  }

  /** The document first, then all that is its host's. */
  async act(found: FoundAt): Promise<void> {
    const { place, finding } = found
    // What covered it says nothing of a page that has given way to another.
    if (found.isOfFrame === true && !(await this.#isThere(found))) return
    const isHosts = found.isOfFrame !== true && !place.isSandboxed
    const closesHost = isHosts && OF_HOSTS.has(finding.kind) && finding.sureness === 'sure'
    // Our page asks at once whether the address is closed.
    this.#parts.pages.add(place.href, finding, closesHost)
    const end = closesHost ? this.#closeMeanwhile(found) : undefined
    try {
      await this.#actOn(found, { closesHost, isHosts })
    } finally {
      end?.()
    }
  }

  /** Until the host is closed, all of it is; and its worker, which answers before any rule is asked, goes at once. */
  #closeMeanwhile({ place: at, finding, verdict }: FoundAt): (() => void) | undefined {
    const { host, href, judged } = at
    const place = foundPlace(host, canonical(judged)?.path)
    if (place === null) return undefined
    const isWorkers = finding.kind === 'unblocker' && place.path === undefined && isWeb(href)
    if (isWorkers && verdict.action === 'block')
      this.#parts.purge(new URL(href).origin).catch(() => undefined) // It is purged again when it is closed.
    return this.#parts.pages.closing(place, finding)
  }

  async #actOn(
    found: FoundAt,
    { closesHost, isHosts }: { closesHost: boolean; isHosts: boolean },
  ): Promise<void> {
    try {
      if (found.frameId === 0) await this.#stopPage(found)
      else if (found.verdict.action === 'block') await this.#takeOut(found)
    } finally {
      // What is sure of a host stays sure where its document has gone, or cannot be reached.
      await Promise.all([
        closesHost ? this.#closeHost(found) : this.#parts.pages.save(),
        isHosts ? this.#remember(found) : undefined,
      ])
    }
  }

  async #stopPage(found: FoundAt): Promise<void> {
    const { place, tabId, verdict } = found
    if (!(await this.#isThere(found))) return
    if (place.isMade && this.#isInCircle(place.host)) return this.#parts.close(tabId, this.#parts.blank)
    await this.#parts.stops.stop({ tabId, url: place.href, verdict })
  }

  /**
   * Whether the tab shows it still: what came meanwhile may be a page that the school keeps open. The browser does not
   * list what was made, or lists it without its maker: only another site's page in its place is told from it.
   */
  async #isThere({ place, tabId }: FoundAt): Promise<boolean> {
    const url = (await this.#parts.tabs.frames(tabId)).find(({ frameId }) => frameId === 0)?.url ?? ''
    if (place.isMade && !isWeb(url)) return true
    return canonical(url)?.host === place.host && (await this.#parts.isOpen(url))
  }

  #isInCircle(host: string): boolean {
    const at = this.#parts.at()
    const last = this.#made.get(host) ?? -Infinity
    if (this.#made.size > 100) this.#made.clear()
    this.#made.set(host, at)
    return at - last < CIRCLE
  }

  /** The document that was found to be something: what came to its frame since is looked at by itself. */
  async #takeOut({ place, tabId, frameId, documentId, verdict }: FoundAt): Promise<void> {
    const asked = named(documentId)
    const frames = await this.#parts.tabs.frames(tabId)
    const frame = frames.find((one) => one.documentId === asked)
    // What was made may be on `blob:`, which the browser lists nowhere: the page is told then.
    if (frame === undefined && !place.isMade) return
    const page = frames.find((one) => one.frameId === 0)
    const held = frame ?? { frameId, parentFrameId: 0, documentId, parentDocumentId: page?.documentId }
    await this.#parts.frames.takeOut({ ...held, tabId, url: place.href }, verdict)
  }

  async #closeHost({ place, finding }: FoundAt): Promise<void> {
    const { pages, quarantine, at } = this.#parts
    const { host, href, judged } = place
    const { kind: found, evidence } = finding
    const since = at()
    const until = since + (found === 'unblocker' ? 7 * DAY : DAY)
    const path = canonical(judged)?.path
    const one = { host, found, evidence, by: 'device', since, until } as const
    const isClosed = await quarantine.add(path === undefined ? one : { ...one, path })
    // Where nobody owns the host alone, the address stays closed by itself.
    if (!isClosed) pages.add(href, finding, false)
    await pages.save()
  }

  async #remember({ place, finding }: FoundAt): Promise<void> {
    if (finding.kind !== 'unblocker') return
    if (finding.sureness === 'sure') await this.#parts.servers.engineAt(place.host)
    else await this.#parts.quarantine.watch(place.host)
  }
}

const isWeb = (url: string): boolean => /^https?:/i.test(url)
