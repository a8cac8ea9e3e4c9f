/**
 * Tabs that nobody looks at. What is stopped there is emptied at once, which is quick, and gets our page afterwards, one
 * tab after another and with a rest before each: a lesson's start must not wait for pages that nobody sees, nor the page in
 * front, nor on a slow computer the pupil who goes on working in it.
 */
import { samePage } from './blocked-address.ts'
import { waiting, type Wait } from './insist.ts'
import type { SessionPort, TabsPort, TabView } from './ports.ts'
import { SessionMap } from './session-map.ts'
import type { Stop, Stops } from './stops.ts'

/** A page that runs in a circle cannot be emptied: our page takes its place from outside. Milliseconds. */
const EMPTIED_WITHIN = 500
/** Our page is not waited for longer than this before the next tab has its turn. Milliseconds. */
const SETTLED_WITHIN = 1_500
/**
 * Before each of them the processor is everybody else's; before the first, the whole class's browsers and the teacher's
 * own. Over at once when somebody turns to another tab. Milliseconds.
 */
const REST = 500
const FIRST_REST = 2_000

const MOST_FAILURES = 20

export interface BehindParts {
  readonly tabs: Pick<TabsPort, 'all' | 'again' | 'empty' | 'settled' | 'lookedAt'>
  readonly stops: Pick<Stops, 'stop'>
  readonly session: SessionPort
  /** Our blocked page. */
  readonly page: string
  /** Runs what nobody waits for, and tells of its failure. */
  readonly later: (work: () => Promise<void>) => void
  readonly wait?: Wait
}

export class Behind {
  readonly #parts: BehindParts
  /** What was emptied and has no page of ours yet: a later worker goes on with it. */
  readonly #emptied: SessionMap<string>
  readonly #stops = new Map<number, Stop>()
  #isAtWork = false

  constructor(parts: BehindParts) {
    this.#parts = parts
    this.#emptied = new SessionMap(parts.session, 'emptied-tabs')
  }

  /** Reads what an earlier worker of this browser session emptied. Rejects when the storage does. */
  load(): Promise<void> {
    return this.#emptied.load()
  }

  /** Resolves when nothing of the pages is left to be seen; those that cannot be emptied have been stopped by then. */
  async take(stops: readonly Stop[]): Promise<void> {
    if (stops.length === 0) return
    for (const { tabId, url } of stops) this.#emptied.set(tabId, url)
    // Before the first is empty: a worker that dies in between leaves no tab blank that nobody knows of.
    await this.#emptied.save()
    await Promise.all(stops.map((stop) => this.#take(stop)))
    if (this.#isAtWork) return
    this.#isAtWork = true
    this.#parts.later(() => this.#takeTurns())
  }

  /** The tab may show its address. @returns whether its page was emptied, and is asked for anew */
  async released(tabId: number, url: string): Promise<boolean> {
    const emptied = this.#emptied.get(tabId)
    await this.forget(tabId)
    if (emptied === undefined || !samePage(emptied, url)) return false
    await this.#parts.tabs.again(tabId)
    return true
  }

  /** The tab shows our page by now: it needs no turn, and its own page is asked for by whoever takes ours away. */
  async forget(tabId: number): Promise<void> {
    this.#stops.delete(tabId)
    await this.#filled(tabId)
  }

  async #take(stop: Stop): Promise<void> {
    const { tabs, stops, wait = waiting } = this.#parts
    const isEmpty = await Promise.race([
      tabs.empty(stop.tabId, stop.url),
      wait(EMPTIED_WITHIN).then(() => false),
    ])
    if (isEmpty) this.#stops.set(stop.tabId, stop)
    else {
      const shown = (await tabs.all()).find(({ id }) => id === stop.tabId)
      if (this.#isStillThere(shown, stop)) await stops.stop(stop)
      await this.#filled(stop.tabId)
    }
  }

  async #takeTurns(): Promise<void> {
    const failed: unknown[] = []
    let rest = FIRST_REST
    while (this.#stops.size > 0) {
      try {
        const open = await this.#afterRest(rest)
        rest = REST
        await this.#takeTurn(open)
      } catch (error) {
        // One tab must not leave the others empty; a browser that tells of none is asked again by the next sweep.
        failed.push(error)
        if (failed.length > MOST_FAILURES) break
      }
    }
    this.#isAtWork = false
    if (failed.length > 0) throw failed[0]
  }

  /** What is open after a rest, or now where one of them is in front. */
  async #afterRest(rest: number): Promise<readonly TabView[]> {
    const { tabs } = this.#parts
    // Listened for first: whoever turns to one while the browser is asked is not missed.
    const looked = tabs.lookedAt(rest)
    const open = await tabs.all()
    if (open.some(({ id, active }) => active && this.#stops.has(id))) return open
    await looked
    return tabs.all()
  }

  async #takeTurn(open: readonly TabView[]): Promise<void> {
    // Whoever comes to the front waits no longer.
    const [next] = open
      .filter(({ id }) => this.#stops.has(id))
      .toSorted((a, b) => Number(b.active) - Number(a.active))
    // What is left of them was closed meanwhile.
    const tabId = next?.id ?? [...this.#stops.keys()][0] ?? -1
    const stop = this.#stops.get(tabId)
    this.#stops.delete(tabId)
    if (stop && this.#isStillThere(next, stop)) {
      await this.#parts.stops.stop(stop)
      await this.#parts.tabs.settled(tabId, SETTLED_WITHIN)
    }
    await this.#filled(tabId)
  }

  /** Not gone on, and not on its way to our page by an event of its own: that is one stop, not two. */
  #isStillThere(shown: TabView | undefined, { url }: Stop): boolean {
    return shown !== undefined && samePage(shown.url, url) && !shown.pending?.startsWith(this.#parts.page)
  }

  /** It is not empty any more. */
  async #filled(tabId: number): Promise<void> {
    if (this.#emptied.delete(tabId)) await this.#emptied.save()
  }
}
