/**
 * `npm run bench:page`: what Kerb costs a page. Five browsers (Kerb, none, none again as control, an extension that
 * does nothing, and the least that works as Kerb does; PEER_EXTENSION=<folder> adds another), each managed by its own
 * policy, in random order at every load, relaunched at least six times, at least 60 loads a launch, with the worker
 * awake and with it asleep.
 * KERB_BENCH_LAUNCHES and KERB_BENCH_LOADS make a quick try of it; that is not a measurement and says so.
 */
import { join, resolve } from 'node:path'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { seed } from '../rig/budget.ts'
import { pack, packedKerb } from '../rig/crx.ts'
import type { Packed } from '../rig/crx.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { servePage } from './page-fixture.ts'
import type { Load, PageFixture } from './page-fixture.ts'
import { report } from './page-report.ts'
import type { Samples, Who } from './page-report.ts'
import { random, shuffled } from './statistics.ts'

const LAUNCHES = Number(process.env['KERB_BENCH_LAUNCHES'] ?? 6)
const LOADS = Number(process.env['KERB_BENCH_LOADS'] ?? 60)
const WARM_UP = 3

/** An ordinary school's policy; it names a site to block, so that the bench can see that Kerb is enforcing. */
const POLICY = {
  schoolName: 'Bench School',
  serverAddress: 'http://127.0.0.1:9',
  ageGroup: 'secondary',
  unknownHosts: 'allow',
  blockEntries: ['forbidden.test'],
  allowEntries: ['example.com/lessons'],
  timetable: ['Mon-Fri 12:00-13:00 lunch: games=allow'],
}

interface Contender {
  readonly who: Who
  readonly browser: ManagedBrowser
  readonly sessionId: string
}

async function start(who: Who, extension: Packed | null, web: TestWeb): Promise<Contender> {
  const policy = who === 'kerb' ? { policy: POLICY } : {}
  const browser = await launchManaged({ extension, web, debugging: false, ...policy })
  if (extension) await browser.waitForExtension()
  if (who === 'kerb') await enforcing(browser, web)
  const targetId = await browser.open('about:blank')
  const params = { targetId, flatten: true }
  const { sessionId } = await browser.cdp.send<{ sessionId: string }>('Target.attachToTarget', params)
  return { who, browser, sessionId }
}

/** Kerb's cost is only worth knowing while it enforces: waits until the forbidden site stays away. */
async function enforcing(browser: ManagedBrowser, web: TestWeb): Promise<void> {
  await until(
    async () => {
      const before = web.leaked(['forbidden.test'])
      const tab = await browser.open('http://forbidden.test/')
      const settled = await browser.waitForTab((url) => url !== '' && url !== 'about:blank', tab)
      await browser.cdp.send('Target.closeTarget', { targetId: settled.targetId })
      return web.leaked(['forbidden.test']) === before
    },
    { what: 'Kerb to enforce its policy', within: 60_000, every: 250 },
  )
}

async function measure(contender: Contender, page: PageFixture, asleep: boolean): Promise<Load> {
  const { browser, sessionId } = contender
  if (browser.extension) await (asleep ? browser.killWorker() : browser.wakeWorker())
  return page.load(browser.cdp, sessionId)
}

async function launchOnce(
  web: TestWeb,
  page: PageFixture,
  extensions: [Who, Packed | null][],
  next: () => number,
) {
  const contenders: Contender[] = []
  try {
    for (const [who, extension] of extensions) contenders.push(await start(who, extension, web))
    for (const contender of contenders) {
      for (let load = 0; load < WARM_UP; load++) await measure(contender, page, false)
    }
    const round = async (asleep: boolean): Promise<Record<string, Load>> => {
      const loads: Record<string, Load> = {}
      for (const one of shuffled(contenders, next)) loads[one.who] = await measure(one, page, asleep)
      return loads
    }
    const [awake, sleeping]: [Record<string, Load>[], Record<string, Load>[]] = [[], []]
    for (let load = 0; load < LOADS; load++) awake.push(await round(false))
    for (let load = 0; load < LOADS; load++) sleeping.push(await round(true))
    return { awake, asleep: sleeping }
  } finally {
    await Promise.all(contenders.map(({ browser }) => browser.close()))
  }
}

const web = await startWeb()
const page = servePage(web)
const next = random(seed())
const samples: { awake: Samples; asleep: Samples } = { awake: [], asleep: [] }
try {
  const extensions: [Who, Packed | null][] = [
    ['kerb', await packedKerb()],
    ['none', null],
    ['control', null],
    ['empty', await pack(join(import.meta.dirname, 'empty-extension'))],
    ['least', await pack(join(import.meta.dirname, 'least-extension'))],
  ]
  const peer = process.env['PEER_EXTENSION']
  if (peer) extensions.push(['peer', await pack(resolve(peer))])
  for (let launch = 1; launch <= LAUNCHES; launch++) {
    const { awake, asleep } = await launchOnce(web, page, extensions, next)
    samples.awake.push(awake)
    samples.asleep.push(asleep)
    console.log(`launch ${launch} of ${LAUNCHES}: ${LOADS} loads awake and asleep`)
  }
} finally {
  await web.close()
}
process.exitCode = report(samples, { smoke: LAUNCHES < 6 || LOADS < 60, next })
