/**
 * Which search a tab shows: a results page changes its address without a new search, and is loaded twice when safe
 * search has to be put in. Its words are kept nowhere, whatever a school records: a short hash tells one from the next.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { SessionMap } from '../navigation/session-map.ts'
import { contentHash } from '../policy/hash.ts'

/** Of 32 hexadecimal digits. So short that many texts share one: it tells two apart, and is proof of neither. */
const KEPT_DIGITS = 8

export class Searches {
  private readonly tabs: SessionMap<string>

  constructor(session: SessionPort) {
    this.tabs = new SessionMap(session, 'searches')
  }

  load(): Promise<void> {
    return this.tabs.load()
  }

  /** @returns whether the tab has just begun to show this search; answers at once, and remembers it */
  begins(tabId: number, url: string, terms: string): boolean {
    const search = contentHash([tabId, siteOf(url), terms]).slice(0, KEPT_DIGITS)
    if (this.tabs.get(tabId) === search) return false
    this.tabs.set(tabId, search)
    void this.tabs.save()
    return true
  }

  /** The tab shows something else, or is gone. */
  ended(tabId: number): void {
    if (this.tabs.delete(tabId)) void this.tabs.save()
  }
}

/** An engine's strict host is the same engine: the last two labels tell engines apart well enough. */
const siteOf = (url: string): string => (URL.parse(url)?.hostname ?? '').split('.').slice(-2).join('.')
