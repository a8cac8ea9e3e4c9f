/**
 * `npm run bench:guard`: what the guard costs a page on its main thread, from the browser's own trace of our scripts,
 * beside a browser without an extension in the same run; once more at a quarter of the speed; a page of 20,000 nodes and
 * one that changes without end; and what two scripts of one line cost, one in each world: less is not to be had. KERB_BENCH_PAGES makes a quick try of it, which says so.
 */
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { pack } from '../rig/crx.ts'
import { startSchoolBrowser } from '../browser/backstops/school.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { benchPages, HARD, type BenchPage } from './guard-pages.ts'
import { costOf, type Cost, type TraceEvent } from './guard-trace.ts'
import { median, percentile } from './statistics.ts'

const MOST = Number(process.env['KERB_BENCH_PAGES'] ?? Infinity)
/** After the page has loaded: by then it has been looked at, when it stood and once more. Milliseconds. */
const LOOKED_AT = 2_500
const CATEGORIES = [
  'devtools.timeline',
  'v8',
  'toplevel',
  '__metadata',
  'disabled-by-default-devtools.timeline',
]
/** Of the pages, as many are loaded beside two scripts of one line. */
const ON_THE_FLOOR = 12
/** The first has the beginning of the pause before personal details in it too. */
const GUARD = ['start.js', 'guard.js', 'guard-acts.js']

interface Load extends Cost {
  /** From the beginning of the navigation. */
  readonly dcl: number
  readonly shift: number
}

async function load(browser: ManagedBrowser, web: TestWeb, page: BenchPage, slower = 1): Promise<Load> {
  const host = `${page.name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}.test`
  web.on(host, '/', page.html)
  const tab = await browser.browser.newPage()
  try {
    if (slower > 1) await tab.emulateCPUThrottling(slower)
    await tab.evaluateOnNewDocument(() => {
      const world = globalThis as unknown as { shift: number }
      world.shift = 0
      new PerformanceObserver((list) => {
        for (const one of list.getEntries()) world.shift += (one as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await tab.tracing.start({ categories: CATEGORIES })
    await tab.goto(`http://${host}/`, { waitUntil: 'load', timeout: 60_000 })
    await new Promise((resolve) => setTimeout(resolve, LOOKED_AT * Math.min(2, slower)))
    const trace = await tab.tracing.stop()
    const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as { traceEvents: TraceEvent[] }
    return { ...costOf(traceEvents, browser.extension?.id ?? 'none'), ...(await shownBy(tab)) }
  } finally {
    await tab.close()
  }
}

const shownBy = (tab: Page): Promise<{ dcl: number; shift: number }> =>
  tab.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const { shift } = globalThis as unknown as { shift: number }
    return { dcl: entry?.domContentLoadedEventEnd ?? 0, shift }
  })

const sum = ({ scripts }: Cost, names: readonly string[]): number =>
  names.reduce((all, name) => all + (scripts[name] ?? 0), 0)
const round = (value: number): number => Math.round(value * 100) / 100
const spread = (values: readonly number[]) => ({
  p50: round(median(values)),
  p95: round(percentile(values, 0.95)),
})

const web = await startWeb()
const kerb = await startSchoolBrowser({}, { web, debugging: true })
const none = await launchManaged({ extension: null, web })
const floor = await launchManaged({
  extension: await pack(join(import.meta.dirname, 'floor-extension')),
  web,
  debugging: true,
})
try {
  await floor.waitForExtension()
  const pages = benchPages().slice(0, MOST)
  const [first] = pages
  // The first page of a browser pays for much that is not ours.
  if (first)
    for (const browser of [kerb, none, floor]) await load(browser, web, { ...first, name: 'warm-up' })
  const floors: number[] = []
  const rows: { name: string; fast: Load; bare: Load; slow: Load }[] = []
  for (const [i, page] of [...pages, ...HARD].entries()) {
    const inTurn = i % 2 === 0 ? [kerb, none] : [none, kerb]
    const loads = new Map<ManagedBrowser, Load>()
    for (const browser of inTurn) loads.set(browser, await load(browser, web, page))
    const slow = await load(kerb, web, page, 4)
    if (i < ON_THE_FLOOR) {
      const { scripts } = await load(floor, web, page)
      floors.push(Object.values(scripts).reduce((all, ms) => all + ms, 0))
    }
    const [fast, bare] = [loads.get(kerb), loads.get(none)]
    if (!fast || !bare) throw new Error('a load is missing')
    rows.push({ name: page.name, fast, bare, slow })
    console.log(
      page.name.padEnd(26),
      `guard ${round(sum(fast, GUARD))} ms, at a quarter ${round(sum(slow, GUARD))} ms, others`,
      Object.entries(fast.scripts)
        .filter(([name]) => !GUARD.includes(name))
        .map(([name, ms]) => `${name} ${round(ms)}`)
        .join(' '),
      `layouts ${fast.layouts}, DCL ${round(fast.dcl)} / ${round(bare.dcl)} ms, shift ${round(fast.shift)} / ${round(bare.shift)}`,
    )
  }
  const ordinary = rows.filter(({ name }) => !HARD.some((hard) => hard.name === name))
  const guard = spread(ordinary.map(({ fast }) => sum(fast, GUARD)))
  const names = [...new Set(rows.flatMap(({ fast }) => Object.keys(fast.scripts)))].toSorted()
  console.log('each script, median and 95th percentile, ms:')
  for (const name of names)
    console.log(' ', name, JSON.stringify(spread(ordinary.map(({ fast }) => sum(fast, [name])))))
  if (MOST < Infinity) console.log('a quick try, no measurement')
  console.log(
    JSON.stringify({
      pages: ordinary.length,
      guard_ms_p50: guard.p50,
      guard_ms_p95: guard.p95,
      guard_slow_ms_p95: spread(ordinary.map(({ slow }) => sum(slow, GUARD))).p95,
      floor_ms_p50: spread(floors).p50,
      dcl_ratio_p50: round(median(ordinary.map(({ fast, bare }) => fast.dcl / bare.dcl))),
      // What moves in both browsers is the page's own; a clock's rounding is no shift.
      layout_shift: round(Math.max(0, ...rows.map(({ fast, bare }) => fast.shift - bare.shift))),
      forced_layouts: rows.reduce((all, { fast, slow }) => all + fast.layouts + slow.layouts, 0),
      hard: Object.fromEntries(
        rows
          .filter(({ name }) => HARD.some((hard) => hard.name === name))
          .map(({ name, fast }) => [name, round(sum(fast, GUARD))]),
      ),
    }),
  )
} finally {
  await Promise.all([kerb.close(), none.close(), floor.close()])
  await web.close()
}
