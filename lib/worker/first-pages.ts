/**
 * Pages of ours that open by themselves, one at a time and in order: what is recorded (lib/worker/notice) first. The
 * agreement's page takes its place behind it: whatever is a `FirstPage` goes into the list in lib/worker/start.ts, and
 * its own page leaves its tab (lib/browser/page, `leave`) when it is done, so that the next one finds a new tab.
 *
 * They stand in place of a new tab, so that nothing the pupil looks at is covered. Whoever opens no new tab gets a tab
 * in front after a while; never in a lesson, over a report or a question about a file, or over a cover. Once in a
 * browser session for each: who closes one is asked again in the next, and finds it in the popup.
 */
import { isNewTab } from '../navigation/new-tabs.ts'
import type { FirstTabsPort, SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'

export interface FirstPage {
  readonly name: string
  /** Our page, as runtime.getURL gives it. */
  readonly address: string
  /** Whether the person at this browser still has to see it. */
  isDue(): Promise<boolean>
}

export interface FirstPagesParts {
  /** In order. */
  readonly pages: readonly FirstPage[]
  readonly session: SessionPort
  readonly tabs: FirstTabsPort
  /** Pages of ours that nothing opens over. */
  readonly keepsOff: readonly string[]
  /** Nothing else goes first: no lesson, no cover. */
  readonly mayOpen: () => Promise<boolean>
  /** Elapsed or by the clock; only differences count. Milliseconds. */
  readonly now: () => number
}

/** So long a new tab is waited for. */
export const WAITS_MS = 10 * 60_000

const KEY = 'first-pages'
const storedSchema = z.object({
  /** Since when the first that is due waits for a new tab. */
  waits: z.optional(z.number()),
  shown: z.array(z.string()),
})
type Stored = z.infer<typeof storedSchema>

export class FirstPages {
  private readonly parts: FirstPagesParts
  private last: Promise<void> = Promise.resolve()

  constructor(parts: FirstPagesParts) {
    this.parts = parts
  }

  /** Whenever something may be due, and each minute. One after the other: there is one page at a time. */
  look(): Promise<void> {
    const next = this.last.then(() => this.open())
    // The caller hears of it; the next one must not.
    this.last = next.catch(() => undefined)
    return next
  }

  private async open(): Promise<void> {
    const { session, tabs } = this.parts
    const stored = storedSchema.safeParse(await session.get(KEY)).data ?? { shown: [] }
    const page = await this.due(stored)
    if (page === undefined) return
    const all = await tabs.all()
    if (this.pagesIn(all).length > 0) return
    const fresh = all.find(({ url, active }) => active && isNewTab(url))
    const shown = { shown: [...stored.shown, page.name] }
    if (fresh !== undefined) {
      // First: a worker that dies in between must not open it twice.
      await session.set(KEY, shown)
      await tabs.go(fresh.id, page.address)
    } else if (stored.waits === undefined) {
      await session.set(KEY, { ...stored, waits: this.parts.now() })
    } else if (this.parts.now() - stored.waits >= WAITS_MS && !this.isBusy(all)) {
      await session.set(KEY, shown)
      await tabs.open(page.address)
    }
  }

  /** The first that this session has not shown; what comes later waits until it is done with. */
  private async due(stored: Stored): Promise<FirstPage | undefined> {
    for (const page of this.parts.pages) {
      if (!(await page.isDue())) continue
      return stored.shown.includes(page.name) || !(await this.parts.mayOpen()) ? undefined : page
    }
    return undefined
  }

  private pagesIn(all: readonly { readonly url: string }[]): readonly unknown[] {
    const ours = this.parts.pages.map(({ address }) => address)
    return all.filter(({ url }) => ours.some((address) => url.startsWith(address)))
  }

  private isBusy(all: readonly { readonly url: string; readonly active: boolean }[]): boolean {
    return all.some(({ url, active }) => active && this.parts.keepsOff.some((page) => url.startsWith(page)))
  }
}
