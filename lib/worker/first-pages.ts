/**
 * Pages of ours that open by themselves, one at a time and in order: what is recorded (lib/worker/notice), then the
 * school's agreement (lib/worker/agreement). Each leaves its tab (lib/browser/page, `leave`) when it is done, so that the
 * next one finds a new tab.
 *
 * They stand in place of a new tab, so that nothing the pupil looks at is covered. Whoever opens no new tab gets a tab
 * in front after a while; never in a lesson, over a report or a question about a file, or over a cover. Once in a
 * browser session for each: who closes one is asked again in the next, and finds it in the popup.
 */
import { isNewTab } from '../navigation/new-tabs.ts'
import type { FirstTabsPort, SessionPort } from '../navigation/ports.ts'
import { oneAtATime } from '../rules/queue.ts'
import { z } from '../zod.ts'

export interface FirstPage {
  /** Our page, as runtime.getURL gives it. */
  readonly address: string
  /** What the person at this browser still has to see, by a name that is another one for something else or somebody else. */
  due(): Promise<string | undefined>
}

interface Due {
  readonly name: string
  readonly address: string
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
  /** Which waits for a new tab, and since when. */
  waits: z.optional(z.object({ name: z.string(), since: z.number() })),
  shown: z.array(z.string()),
})
type Stored = z.infer<typeof storedSchema>

export class FirstPages {
  private readonly parts: FirstPagesParts
  private readonly inTurn = oneAtATime()

  constructor(parts: FirstPagesParts) {
    this.parts = parts
  }

  /** Whenever something may be due, and each minute. One after the other: there is one page at a time. */
  look(): Promise<void> {
    return this.inTurn(() => this.open())
  }

  private async open(): Promise<void> {
    const { session, tabs } = this.parts
    const stored = storedSchema.safeParse(await session.get(KEY)).data ?? { shown: [] }
    const page = await this.due(stored)
    if (page === undefined) return
    const all = await tabs.all()
    if (this.isOneOpen(all)) return
    const fresh = all.find(({ url, active }) => active && isNewTab(url))
    const shown = { shown: [...stored.shown, page.name] }
    if (fresh !== undefined) {
      // First: a worker that dies in between must not open it twice.
      await session.set(KEY, shown)
      await tabs.go(fresh.id, page.address)
    } else if (stored.waits?.name !== page.name) {
      await session.set(KEY, { ...stored, waits: { name: page.name, since: this.parts.now() } })
    } else if (this.parts.now() - stored.waits.since >= WAITS_MS && !this.isBusy(all)) {
      const window = await tabs.place()
      if (window === undefined) return
      await session.set(KEY, shown)
      await tabs.open(window, page.address)
    }
  }

  /** The first that this session has not shown; what comes later waits until it is done with. */
  private async due(stored: Stored): Promise<Due | undefined> {
    for (const page of this.parts.pages) {
      const name = await page.due()
      if (name === undefined) continue
      const isSeen = stored.shown.includes(name)
      return isSeen || !(await this.parts.mayOpen()) ? undefined : { name, address: page.address }
    }
    return undefined
  }

  private isOneOpen(all: readonly { readonly url: string }[]): boolean {
    return all.some(({ url }) => this.parts.pages.some(({ address }) => url.startsWith(address)))
  }

  private isBusy(all: readonly { readonly url: string; readonly active: boolean }[]): boolean {
    return all.some(({ url, active }) => active && this.parts.keepsOff.some((page) => url.startsWith(page)))
  }
}
