/**
 * The first minutes: before there are managed values, and a browser whose tabs were open before Kerb was installed.
 */
import { afterEach, expect, test } from 'vitest'
import { launchManaged } from '../../rig/browser.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { packedKerb } from '../../rig/crx.ts'
import { extensionPolicies } from '../../rig/launch-flags.ts'
import { startUpdateFeed } from '../../rig/update-feed.ts'
import { until } from '../../rig/until.ts'
import { startWeb } from '../../rig/web.ts'
import { hasRuleFor, openPage, run, SCHOOL, says, showsBlocked, shows, writeUntil } from './school.ts'

const close: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const one of close.splice(0).toReversed()) await one()
})

async function webAnd(start: (web: Awaited<ReturnType<typeof startWeb>>) => Promise<ManagedBrowser>) {
  const web = await startWeb()
  close.push(() => web.close())
  const browser = await start(web)
  close.push(() => browser.close())
  return { web, browser }
}

/** The browser's own rules hold something: told by the marker rule, which is always number 1. */
const hasRules = (browser: ManagedBrowser): Promise<boolean> =>
  browser.evaluateInWorker(
    async () => (await chrome.declarativeNetRequest.getDynamicRules({ ruleIds: [1] })).length === 1,
  )

// With a baseline that lets unknown hosts load, the tab shows http://unknown.test/first.
test('without managed values the strict baseline holds; when they arrive, the tab goes on by itself', async () => {
  const { web, browser } = await webAnd((web) => launchManaged({ web, debugging: false }))
  await browser.waitForExtension()
  const tab = await browser.open('http://unknown.test/first')
  await showsBlocked(browser, tab, 'http://unknown.test/first')
  await says(browser, tab, 'Kerb is getting ready')
  await until(() => hasRules(browser), { what: 'the baseline’s rules' })
  // A cold worker with an empty store, and a browser started on one: still closed.
  await browser.killWorker()
  const cold = await browser.open('http://unknown.test/cold')
  await showsBlocked(browser, cold, 'http://unknown.test/cold')
  await browser.relaunch(['http://unknown.test/launch'])
  const { targetId } = await browser.waitForTab((url) => url.includes('blocked.html'))
  await showsBlocked(browser, targetId, 'http://unknown.test/launch')
  expect(web.leaked(['unknown.test'])).toBe(0)
  await writeUntil(
    () => browser.setPolicy({ ...SCHOOL, blockEntries: ['bad.test'] }),
    () => hasRuleFor(browser, 'bad.test'),
    'the school’s rules',
  )
  await shows(browser, targetId, 'http://unknown.test/launch')
  expect(web.seen('unknown.test', '/launch')).toHaveLength(1)
  await showsBlocked(browser, await browser.open('http://bad.test/'), 'http://bad.test/')
  // All taken away again: what held goes on to hold.
  const isEmpty = () =>
    browser.evaluateInWorker(async () => Object.keys(await chrome.storage.managed.get()).length === 0)
  await writeUntil(() => browser.setPolicy(undefined), isEmpty, 'the empty store')
  await browser.killWorker()
  await showsBlocked(browser, await browser.open('http://bad.test/2'), 'http://bad.test/2')
  expect(web.leaked(['bad.test'])).toBe(0)
})

/** In the never-block set: the baseline leaves it open. */
const SCHOOLWORK = 'www.khanacademy.org'

// Without the sweep at the worker's start the tabs stay as they were.
test('tabs that were open before Kerb was installed are swept, frames in them too', async () => {
  const kerb = await packedKerb()
  const feed = await startUpdateFeed(kerb)
  close.push(() => feed.close())
  const { web, browser } = await webAnd((web) =>
    launchManaged({
      web,
      hosts: ['*.test', SCHOOLWORK],
      debugging: false,
      extension: kerb,
      feed,
      extraPolicies: { ExtensionSettings: {} },
    }),
  )
  web.on(
    SCHOOLWORK,
    '/',
    '<h1>permitted</h1><iframe width=400 height=200 src="https://frame.bad.test/"></iframe>',
  )
  const bad = await openPage(browser, 'http://bad.test/')
  const good = await openPage(browser, `https://${SCHOOLWORK}/`)
  await web.served('frame.bad.test')
  web.log.length = 0
  const policies = extensionPolicies(kerb.id, feed.url, { ...SCHOOL, blockEntries: ['bad.test'] })
  await writeUntil(
    () => browser.setBrowserPolicies(policies),
    async () => feed.asked.length > 0,
    'the browser to ask for Kerb',
  )
  await showsBlocked(browser, bad, 'http://bad.test/')
  await shows(browser, good, `https://${SCHOOLWORK}/`)
  const framed = () =>
    browser.evaluateInWorker(async () => {
      const tabs = await chrome.tabs.query({})
      const frames = await Promise.all(
        tabs.map(({ id }) => chrome.webNavigation.getAllFrames({ tabId: id ?? -1 })),
      )
      return frames.flatMap((all) => (all ?? []).map(({ url }) => url))
    })
  await until(async () => !(await framed()).includes('https://frame.bad.test/'), {
    what: 'the frame to be gone',
  })
  await until(() => run<boolean>(browser, good, `document.querySelector('[role=note]') !== null`), {
    what: 'the notice',
  })
  expect(web.leaked(['bad.test'])).toBe(0)
})
