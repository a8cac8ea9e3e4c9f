/**
 * Which search a tab shows: a results page changes its address without a new search, and is loaded twice when safe
 * search has to be put in. Kept in session memory, so that a fresh worker knows it too.
 */
import type { SessionPort } from '../navigation/ports.ts'

const KEY = 'searches'

export class Searches {
  private readonly session: SessionPort
  private tabs = new Map<number, string>()

  constructor(session: SessionPort) {
    this.session = session
  }

  async load(): Promise<void> {
    this.tabs = new Map([...((await this.session.get<[number, string][]>(KEY)) ?? []), ...this.tabs])
  }

  /** @returns whether the tab has just begun to show this search; answers at once, and remembers it */
  begins(tabId: number, url: string, terms: string): boolean {
    const search = `${siteOf(url)} ${terms}`
    if (this.tabs.get(tabId) === search) return false
    this.tabs.set(tabId, search)
    this.save()
    return true
  }

  /** The tab shows something else, or is gone. */
  ended(tabId: number): void {
    if (this.tabs.delete(tabId)) this.save()
  }

  private save(): void {
    void this.session.set(KEY, [...this.tabs])
  }
}

/** An engine's strict host is the same engine: the last two labels tell engines apart well enough. */
const siteOf = (url: string): string => (URL.parse(url)?.hostname ?? '').split('.').slice(-2).join('.')
