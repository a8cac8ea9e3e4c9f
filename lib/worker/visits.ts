/** Rows of ordinary browsing: a visit when a page is shown, its length when the page is left, and searches. */
import type { NavigationEvent } from '../navigation/navigation-guard.ts'
import { searchTerms } from '../verdict/search.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Recorder } from './recorder.ts'
import type { Stays } from './stays.ts'

export interface VisitsParts {
  readonly recorder: Recorder
  readonly stays: Stays
  readonly at: () => number
}

export class Visits {
  private readonly parts: VisitsParts

  constructor(parts: VisitsParts) {
    this.parts = parts
  }

  /** A new document is in the tab. */
  async shown({ tabId, url }: NavigationEvent, verdict: Verdict): Promise<void> {
    const { recorder, stays, at } = this.parts
    const began = at()
    const visit = recorder.sighting({ kind: 'visit' }, url, verdict)
    await Promise.all([this.searched(url, verdict), this.left(tabId)])
    const seq = await visit
    if (seq !== null) await stays.begin(tabId, seq, began)
  }

  /** The address changed without a load: the same visit, but perhaps a new search. */
  async moved({ url }: NavigationEvent, verdict: Verdict): Promise<void> {
    await this.searched(url, verdict)
  }

  /** The tab shows something else now, or is gone. */
  async left(tabId: number): Promise<void> {
    const { recorder, stays, at } = this.parts
    const stay = stays.end(tabId, at())
    if (stay) await Promise.all([recorder.write({ kind: 'stay', ...stay }), stays.save()])
  }

  private async searched(url: string, verdict: Verdict): Promise<void> {
    const terms = searchTerms(url)
    if (terms !== null) await this.parts.recorder.sighting({ kind: 'search', terms }, url, verdict)
  }
}
