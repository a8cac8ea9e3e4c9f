/** Rows of ordinary browsing: a visit when a page is shown, its length when the page is left, searches, titles. */
import type { Happening } from '../activity/redact.ts'
import type { NavigationEvent } from '../navigation/navigation-guard.ts'
import { searchTerms } from '../verdict/search.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { About } from './about.ts'
import type { HelpCards } from './help-cards.ts'
import type { Recorder } from './recorder.ts'
import type { Searches } from './searches.ts'
import type { Stays } from './stays.ts'
import type { Titles } from './titles.ts'

export interface VisitsParts {
  readonly recorder: Recorder
  readonly stays: Stays
  readonly searches: Searches
  readonly titles: Pick<Titles, 'shown' | 'moved' | 'left'>
  /** What a search is about. */
  readonly about: (terms: string) => About
  readonly help: Pick<HelpCards, 'searched' | 'ended'>
  readonly at: () => number
}

export class Visits {
  private readonly parts: VisitsParts

  constructor(parts: VisitsParts) {
    this.parts = parts
  }

  /** A new document is in the tab. */
  async shown(event: NavigationEvent, verdict: Verdict): Promise<void> {
    const { tabId, url } = event
    const { recorder, stays, titles, at } = this.parts
    const began = at()
    const visit = recorder.sighting({ kind: 'visit' }, url, verdict)
    const ended = this.ended(tabId)
    await Promise.all([
      this.searched(event, verdict, true),
      ended,
      stays.begin(tabId, visit, began),
      titles.shown(tabId, url),
    ])
  }

  /** A search that is not shown: what was searched for is on record beside the stop. */
  async stopped(url: string, verdict: Verdict): Promise<void> {
    const terms = verdict.reason.kind === 'search' ? searchTerms(url) : null
    if (terms !== null) await this.parts.recorder.sighting(this.search(terms), url, verdict)
  }

  /** The address changed without a load: the same visit, but perhaps a new search. */
  async moved(event: NavigationEvent, verdict: Verdict): Promise<void> {
    const { tabId, url } = event
    await Promise.all([this.searched(event, verdict, false), this.parts.titles.moved(tabId, url)])
  }

  /** The tab shows something else now, or is gone. */
  async left(tabId: number): Promise<void> {
    this.parts.searches.ended(tabId)
    await Promise.all([this.ended(tabId), this.parts.titles.left(tabId), this.parts.help.ended(tabId)])
  }

  private async ended(tabId: number): Promise<void> {
    const { recorder, stays, at } = this.parts
    const ended = stays.end(tabId, at())
    const stay = ended instanceof Promise ? await ended : ended
    if (stay) await Promise.all([recorder.write({ kind: 'stay', ...stay }), stays.save()])
  }

  private async searched(event: NavigationEvent, verdict: Verdict, isNewPage: boolean): Promise<void> {
    const { tabId, url } = event
    const { recorder, searches, help, about } = this.parts
    const terms = searchTerms(url)
    if (terms === null) {
      if (isNewPage) searches.ended(tabId)
      return
    }
    const begins = searches.begins(tabId, url, terms)
    const helped = begins || isNewPage ? help.searched(event, about(terms).found, begins) : undefined
    if (begins) await recorder.sighting(this.search(terms), url, verdict)
    await helped
  }

  private search(terms: string): Happening {
    return { kind: 'search', terms, ...this.parts.about(terms).noted }
  }
}
