/**
 * `npm run bench:lists`: what lists of 1.29 and of 6 million names cost a managed browser with a real school server:
 *
 *     apply_ms                 the browser takes the names for its own rules (median of all updates)
 *     browser_mb, worker_mb    what the whole browser, and the extension's process, hold more than without lists
 *     first_verdict_ms         from a cold worker's first moment until it sends a page away that only the index knows
 *     ttfb_ratio_during_update first byte of pages while lists are replaced over that of pages before (medians)
 *
 * For each size the last line is JSON. KERB_BENCH_NAMES (numbers, comma; 0: the real lists), KERB_BENCH_LOADS,
 * KERB_BENCH_UPDATES and KERB_BENCH_WAKES make a quick try of it.
 */
import { wouldStop } from '../../lib/lists/canaries.ts'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { HotNames } from '../../lib/lists/hot.ts'
import { hotChange, hotFile } from '../../lib/lists/hot-file.ts'
import { makeDelta } from '../../lib/lists/index/delta.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { showsBlocked, startSchoolBrowser } from '../browser/backstops/school.ts'
import { type Made, type Publisher, publisherOf } from '../browser/lists/publish.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { startSchool } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import { inWorker, markOf, memoryOf, noteUpdates, notedUpdates } from './lists-browser.ts'
import { categoriesOf, namesOf } from './lookup-names.ts'
import { type PageFixture, servePage } from './page-fixture.ts'
import { median, percentile } from './statistics.ts'

const SIZES = process.env['KERB_BENCH_NAMES']?.split(',').map(Number) ?? [0, 6_000_000]
const LOADS = Number(process.env['KERB_BENCH_LOADS'] ?? 60)
const UPDATES = Number(process.env['KERB_BENCH_UPDATES'] ?? 6)
const WAKES = Number(process.env['KERB_BENCH_WAKES'] ?? 20)
/** A day's change: one name of so many goes, and as many come. */
const EVERY = 400
/** For what a loaded machine may take with millions of names. Milliseconds. */
const WITHIN = 180_000
/** Rules with fewer names are those of the policy. */
const MANY = 50_000

const SHIPPED = shippedLists()

/** Hosts that only the index knows, of a kind that is closed and that no rule holds. */
const rare = (i: number): string => `rare-${i}.test`
const RARE = { count: WAKES + 1, category: 'drugs' } as const satisfies {
  count: number
  category: CategoryId
}

/** The lists of one day, as the server makes them: all names but every nth, from another place on each day. */
function dayOf(names: ReadonlyMap<string, number>, but: number): Made {
  const builder = new IndexBuilder()
  const hot = new HotNames({ known: (host) => SHIPPED.categoriesOf(host) })
  const sets = new Map<number, CategoryId[]>()
  let [place, count] = [0, 0]
  const add = (name: string, categories: readonly CategoryId[]): void => {
    builder.add([name, categories])
    hot.add(name, categories, 1)
    count++
  }
  for (const [name, set] of names) {
    if (place++ % EVERY === but) continue
    const categories = sets.get(set) ?? categoriesOf(set)
    sets.set(set, categories)
    // Devices take no lists with such a name in them.
    if (!wouldStop(name, categories)) add(name, categories)
  }
  for (let i = 0; i < RARE.count; i++) add(rare(i), [RARE.category])
  return { bytes: builder.finish(), names: count, hot: hot.finish() }
}

/** What a device fetches for the change of a day, of what it would fetch without having anything. */
function changeOf(from: Made, to: Made): { readonly bytes: number; readonly whole: number } {
  const [before, after] = [hotFile(from.hot), hotFile(to.hot)]
  const change = Buffer.byteLength(hotChange(before, after))
  const index = makeDelta(from.bytes, to.bytes).byteLength
  console.log(`a day's change: ${index} bytes of the index, ${change} of the names for the rules`)
  return { bytes: index + change, whole: to.bytes.byteLength + Buffer.byteLength(after) }
}

class Bench {
  readonly #browser: ManagedBrowser
  readonly #publisher: Publisher
  readonly #page: PageFixture
  #session = ''

  constructor(browser: ManagedBrowser, publisher: Publisher, page: PageFixture) {
    this.#browser = browser
    this.#publisher = publisher
    this.#page = page
  }

  async begin(): Promise<void> {
    const targetId = await this.#browser.open('about:blank')
    const params = { targetId, flatten: true }
    this.#session = (
      await this.#browser.cdp.send<{ sessionId: string }>('Target.attachToTarget', params)
    ).sessionId
  }

  async ttfb(): Promise<number> {
    return (await this.#page.load(this.#browser.cdp, this.#session)).ttfb
  }

  /** Publishes lists and has the device ask for them; resolves when the rules are theirs. `meanwhile`: until then. */
  async publish(made: Made, meanwhile: () => Promise<unknown>): Promise<number> {
    const browser = this.#browser
    const before = await markOf(browser)
    await this.#publisher.made(made)
    const from = performance.now()
    await browser.evaluateInWorker(() =>
      chrome.alarms.create('minute', { when: Date.now(), periodInMinutes: 1 }),
    )
    await until(
      async () => {
        await meanwhile()
        return (await markOf(browser)) !== before
      },
      { what: 'the lists to be in force', within: WITHIN, every: 50 },
    )
    return performance.now() - from
  }

  /** Milliseconds from the worker's first moment to that of the page in place of one that only the index knows. */
  async firstVerdict(host: string): Promise<number> {
    const browser = this.#browser
    await browser.killWorker()
    const url = `http://${host}/`
    const { targetId } = await showsBlocked(browser, await browser.open(url), url)
    const began = 'performance.timeOrigin'
    const page = await browser.cdp.evaluate<number>(targetId, began)
    const worker = await browser.worker()
    if (!worker) throw new Error('The worker is gone')
    const took = page - (await browser.cdp.evaluate<number>(worker.targetId, began))
    await browser.cdp.send('Target.closeTarget', { targetId })
    return took
  }
}

const repeat = async <T>(times: number, work: (i: number) => Promise<T>): Promise<T[]> => {
  const all: T[] = []
  for (let i = 0; i < times; i++) all.push(await work(i))
  return all
}
const ms = (values: readonly number[]): string =>
  `${median(values).toFixed(1)} ms, 95th percentile ${percentile(values, 0.95).toFixed(1)}, worst ${Math.max(...values).toFixed(1)}`
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))

async function measure(size: number): Promise<object> {
  const { names, real } = namesOf(size)
  const days = [dayOf(names, 0), dayOf(names, 1)] as const
  console.log(
    `${days[0].names} names, ${real} of them real; an index of ${(days[0].bytes.length / 1e6).toFixed(1)} MB, ` +
      `${days[0].hot.reduce((sum, { hosts }) => sum + hosts.split(' ').length, 0)} names for the rules`,
  )
  const { bytes, whole } = changeOf(...days)
  names.clear()
  const [web, school] = await Promise.all([startWeb(), startSchool()])
  const publisher = await publisherOf(school)
  await school.openWindow(5)
  const values = { serverAddress: school.address, serverKeys: school.keys, enrolmentToken: school.token }
  const browser = await startSchoolBrowser(values, { web })
  try {
    const bench = new Bench(browser, publisher, servePage(web))
    await bench.begin()
    await repeat(5, () => bench.ttfb())
    const empty = await memoryOf(browser)
    await noteUpdates(browser)
    const updates = await inWorker(browser, async () => {
      // A debugger keeps this worker, which takes the notes.
      const came = await bench.publish(days[0], async () => undefined)
      console.log(`in force for the first time after ${(came / 1000).toFixed(1)} s`)
      const first = `http://${rare(WAKES)}/`
      await showsBlocked(browser, await browser.open(first), first)
      const idle = await repeat(LOADS, () => bench.ttfb())
      console.log(`  first byte idle: ${ms(idle)} (${idle.length} loads)`)
      const during: number[] = []
      const took = await repeat(UPDATES, async (i) => {
        const one = await bench.publish(days[(i + 1) % 2]!, async () => void during.push(await bench.ttfb()))
        console.log(`  an update, from being published to being in force: ${(one / 1000).toFixed(1)} s`)
        return one
      })
      const applied = (await notedUpdates(browser)).filter(({ names: many }) => many >= MANY)
      return { idle, during, took, applied: applied.map(({ ms: one }) => one) }
    })
    const full = await memoryOf(browser)
    const verdicts = await repeat(WAKES, (i) => bench.firstVerdict(rare(i)))
    const { idle, during, took, applied } = updates
    console.log(`  rules applied: ${ms(applied)} (${applied.length} times)`)
    console.log(`  all updates: ${ms(took)}`)
    console.log(`  first byte during updates: ${ms(during)} (${during.length} loads)`)
    console.log(`  first verdict of a cold worker: ${ms(verdicts)} (${verdicts.length} wakes)`)
    return {
      names: days[0].names,
      real_names: real,
      change_of_whole: rounded(bytes / whole, 4),
      apply_ms: rounded(median(applied)),
      browser_mb: rounded((full.browser - empty.browser) / 1e6),
      worker_mb: rounded((full.worker - empty.worker) / 1e6),
      first_verdict_ms: rounded(median(verdicts)),
      ttfb_ratio_during_update: rounded(median(during) / median(idle), 3),
    }
  } finally {
    await browser.close()
    await publisher.close()
    await Promise.all([web.close(), school.close()])
  }
}

for (const size of SIZES) console.log(JSON.stringify(await measure(size)))
