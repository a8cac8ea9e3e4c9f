/**
 * What is open, kept or served past the rules when the policy changes: open tabs and the frames in them, the
 * back-forward cache, and a host whose own service worker answers everything. The worker is killed before each of
 * them: nothing but the browser wakes it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { GAME, installWorker } from './service-worker.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import {
  editCold,
  loaded,
  openPage,
  PATIENTLY,
  pressBack,
  recorded,
  run,
  says,
  showsBlocked,
  shows,
  startSchoolBrowser,
  step,
  stoppedFor,
  textOf,
  type,
  withPage,
} from './school.ts'

let web: TestWeb
let browser: ManagedBrowser

/** Bytes that the origin's service workers hold on this device. */
async function workersOf(origin: string): Promise<number> {
  // Not the address itself: one that carries a closed address is closed.
  const tab = await openPage(browser, `http://a.test/look?${new URL(origin).hostname.replaceAll('.', '-')}`)
  const { usageBreakdown } = await withPage(browser, tab, (send) =>
    send<{ usageBreakdown: { storageType: string; usage: number }[] }>('Storage.getUsageAndQuota', {
      origin,
    }),
  )
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
  return usageBreakdown.find(({ storageType }) => storageType === 'service_workers')?.usage ?? 0
}

beforeAll(async () => {
  web = await startWeb()
  browser = await startSchoolBrowser({}, { web })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

/** Tells when it was kept and is shown again without being loaded. */
const RESTORED = `<title>cached</title><script>
addEventListener('pageshow', ({ persisted }) => persisted && fetch('http://a.test/restored', { mode: 'no-cors' }))
</script>`
const FRAMES = `<title>parent</title><h1>permitted</h1>
<iframe width=400 height=200 src="http://inner.test/"></iframe>
<iframe width=300 height=100 src="http://b.test/nest"></iframe>`
const opened: Record<'served' | 'framed' | 'cached' | 'open' | 'parent', string> = {
  served: '',
  framed: '',
  cached: '',
  open: '',
  parent: '',
}

beforeAll(async () => {
  opened.served = await installWorker(web, browser, 'served.test')
  opened.framed = await installWorker(web, browser, 'game.framed.test')
  web.on('a.test', '/parent', FRAMES)
  web.on('b.test', '/nest', '<iframe src="http://nested.test/"></iframe>')
  // `no-store`, as the test web answers by itself, keeps a page out of that cache.
  web.on('cached.test', '/', (_seen, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=60' }).end(RESTORED)
  })
  opened.cached = await openPage(browser, 'http://cached.test/')
  await type(browser, opened.cached, 'http://a.test/next')
  await loaded(browser, opened.cached, 'http://a.test/next')
  await step(browser, opened.cached, -1)
  await until(() => web.seen('a.test', '/restored').length === 1, {
    what: 'the page to come back out of the back-forward cache',
  })
  await step(browser, opened.cached, 1)
  await loaded(browser, opened.cached, 'http://a.test/next')
  opened.open = await openPage(browser, 'http://open.test/')
  opened.parent = await openPage(browser, 'http://a.test/parent')
  await until(() => web.seen('nested.test').length === 1, { what: 'the nested frame' })
  const blockEntries = [
    'served.test',
    'game.framed.test',
    'cached.test',
    'open.test',
    'inner.test',
    'nested.test',
  ]
  web.log.length = 0
  await editCold(browser, { blockEntries }, async () => {
    const tab = (await browser.tabs()).find(({ targetId }) => targetId === opened.open)
    return tab !== undefined && stoppedFor(browser, tab.url) === 'http://open.test/'
  })
}, 300_000)

// Without the sweep: “The tab does not show our page … but http://open.test/”.
test('a tab that is open is swept', async () => {
  await showsBlocked(browser, opened.open, 'http://open.test/')
  await recorded(browser, 'open.test', ['visit', 'blocked'])
  await pressBack(browser, opened.open)
  await browser.waitForTab((url) => !url.includes('open.test'), opened.open)
})

const framesOf = (url: string): Promise<string[]> =>
  browser.evaluateInWorker(async (url) => {
    const tab = (await chrome.tabs.query({})).find((one) => one.url === url)
    const frames = await chrome.webNavigation.getAllFrames({ tabId: tab?.id ?? -1 })
    return (frames ?? []).map((frame) => frame.url)
  }, url)

// Without the sweep: “Waited … for the frames to be gone”.
test('frames of an open tab are swept, nested ones too, and a notice stands in their place', async () => {
  await until(async () => !(await framesOf('http://a.test/parent')).some((url) => /inner|nested/.test(url)), {
    what: 'the frames to be gone',
    within: PATIENTLY,
  })
  const size = await until(
    () =>
      run<number[] | null>(
        browser,
        opened.parent,
        `(() => {
          const box = document.querySelector('[role=note]')?.getBoundingClientRect()
          return box ? [box.width, box.height] : null
        })()`,
      ),
    { what: 'the notice', within: PATIENTLY },
  )
  // The frame's border is part of its box.
  expect(size).toEqual([404, 204])
  await recorded(browser, 'inner.test', ['blocked'])
  await recorded(browser, 'nested.test', ['blocked'])
})

// That the page was kept shows in `beforeAll`. A change of the rules empties that cache; what the browser keeps besides
// loads without a request that the rules would see. When the guard stops it neither before nor when it is committed (either is
// enough): “The tab does not show our page … but http://cached.test/”.
test('a page in the back-forward cache', async () => {
  await browser.killWorker()
  await step(browser, opened.cached, -1)
  await showsBlocked(browser, opened.cached, 'http://cached.test/')
  await recorded(browser, 'cached.test', ['visit', 'visit', 'blocked'])
  expect(web.leaked(['cached.test'])).toBe(0)
})

// Neither rules nor the blocking listener see a navigation that the host's own worker answers. Without the guard the
// tab shows the game; without the purge: “Waited … for the worker to be gone”.
test('a page that its own service worker serves', async () => {
  expect(await workersOf('https://served.test')).toBeGreaterThan(0)
  await browser.killWorker()
  await type(browser, opened.served, 'https://served.test/game')
  await showsBlocked(browser, opened.served, 'https://served.test/game')
  await says(browser, opened.served, 'Hill School')
  expect(await textOf(browser, opened.served)).not.toContain(GAME)
  await recorded(browser, 'served.test', ['visit', 'visit', 'blocked'])
  await until(async () => (await workersOf('https://served.test')) === 0, { what: 'the worker to be gone' })
  await pressBack(browser, opened.served)
  await shows(browser, opened.served, 'http://a.test/meanwhile')
  expect(web.seen('served.test', '/game')).toEqual([])
})

// A frame of the same site shares the worker with the page; was broken: the worker was left where it was.
test('a frame that its own service worker serves', async () => {
  expect(await workersOf('https://game.framed.test')).toBeGreaterThan(0)
  web.on('www.framed.test', '/', '<iframe src="https://game.framed.test/game"></iframe>')
  await browser.killWorker()
  await openPage(browser, 'https://www.framed.test/')
  await recorded(browser, 'game.framed.test', ['visit', 'visit', 'blocked'])
  await until(
    async () => !(await framesOf('https://www.framed.test/')).some((url) => url.includes('game.')),
    {
      what: 'the frame to be gone',
    },
  )
  await until(async () => (await workersOf('https://game.framed.test')) === 0, {
    what: 'the worker to be gone',
  })
  // The browser may look for a newer script of the worker that it is still about to lose; no page is asked for.
  expect(web.seen('game.framed.test', '/game')).toEqual([])
})
