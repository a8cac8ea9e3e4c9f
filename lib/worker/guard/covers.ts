/** What the pages in the tabs show most of: a page that is all one frame of another site is that site. */
import type { Signals } from '../../guard/signals.ts'
import type { SessionPort } from '../../navigation/ports.ts'
import { SessionMap } from '../../navigation/session-map.ts'
import { canonical } from '../../verdict/address.ts'
import type { Place } from './place.ts'

/** As much of the view as makes a frame the page. */
const COVERS = 0.5

export interface Covered {
  readonly place: Place
  readonly frames: readonly string[]
}

export class Covers {
  readonly #tabs: SessionMap<Covered>

  constructor(session: SessionPort) {
    this.#tabs = new SessionMap(session, 'guard-covers', ({ frames }) => frames.length > 0)
  }

  load(): Promise<void> {
    return this.#tabs.load()
  }

  /** A page shows these frames. @returns addresses of those that cover it */
  async shows(tabId: number, place: Place, frames: Signals['frames']): Promise<readonly string[]> {
    const covering = frames.filter(({ share }) => share >= COVERS).map(({ url }) => url)
    const before = this.#tabs.get(tabId)
    this.#tabs.set(tabId, { place, frames: covering.map(plain) })
    if (covering.length + (before?.frames.length ?? 0) > 0) await this.#tabs.save()
    return covering
  }

  /** The page that a frame at this place covers. */
  pageOver(tabId: number, frame: Place): Place | undefined {
    const covered = this.#tabs.get(tabId)
    const isIt = covered?.frames.some((url) =>
      /^https?:/i.test(url) ? canonical(url)?.host === frame.host : frame.isMade,
    )
    return isIt ? covered?.place : undefined
  }

  /** A tab shows this address from now on: what covered another page is gone with it. */
  async committed(tabId: number, url: string): Promise<void> {
    const covered = this.#tabs.get(tabId)
    if (covered !== undefined && canonical(url)?.href !== covered.place.href) await this.closed(tabId)
  }

  async closed(tabId: number): Promise<void> {
    if (this.#tabs.delete(tabId)) await this.#tabs.save()
  }
}

/** Without what a pupil may have asked there. */
const plain = (url: string): string => url.replace(/[?#].*$/s, '')
