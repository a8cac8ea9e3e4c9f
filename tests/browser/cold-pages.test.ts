/** What our pages and the toolbar say when they wake the worker: the same as when it is warm. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { launchManaged } from '../rig/browser.ts'
import { run } from './backstops/school.ts'

/** All that a school must give; its server is away, which is no pupil's trouble. */
const POLICY = {
  schoolName: 'Hill School',
  serverAddress: 'http://127.0.0.1:9',
  serverKeys: EXAMPLE_VALUES['serverKeys'],
  enrolmentToken: EXAMPLE_VALUES['enrolmentToken'],
  blockEntries: ['bad.test'],
}

let web: TestWeb
let browser: ManagedBrowser

beforeAll(async () => {
  web = await startWeb()
  browser = await launchManaged({ web, debugging: false, policy: POLICY })
  await browser.waitForExtension()
  await until(async () => (await toolbar()).title.includes('protected by Hill School'), {
    what: 'the toolbar to say that the device is protected',
    within: 30_000,
  })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

const toolbar = () =>
  browser.evaluateInWorker(async () => ({
    title: await chrome.action.getTitle({}),
    badge: await chrome.action.getBadgeText({}),
  }))

/** All that the page says once it has its answer, opened on a worker that is not running. */
async function cold(page: 'popup' | 'settings'): Promise<string> {
  await browser.killWorker()
  const tab = await browser.open(`chrome-extension://${browser.extensionId}/${page}.html`)
  const text = await until(
    () =>
      run<string | false>(
        browser,
        tab,
        `!document.querySelector('[aria-busy=true]') && !!document.querySelector('h1') && document.body.innerText`,
      ),
    { what: `the ${page} page to be drawn` },
  )
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
  return text
}

test('a protected device says so at once, on the page and on the toolbar', async () => {
  expect(await cold('popup')).toMatch(/You are protected[\s\S]*Hill School/)
  expect(await cold('settings')).toMatch(/Rules in force\s+\d+\//)
  expect(await toolbar()).toMatchObject({
    badge: '',
    title: expect.stringMatching(/^Kerb: protected by Hill School, group primary\. Recording is (on|off)/),
  })
})

test('a bad item is named by page and toolbar, in a fresh worker too', async () => {
  browser.setPolicy({ ...POLICY, blockEntries: ['bad.test', 'not a host!'] })
  await until(async () => (await toolbar()).badge === '!', { what: 'the badge', within: 30_000 })
  expect(await cold('popup')).toMatch(/Something is wrong[\s\S]*blockEntries[\s\S]*2/)
  expect(await cold('settings')).toContain('not a host!')
  expect(await toolbar()).toMatchObject({
    badge: '!',
    title: expect.stringMatching(/^Kerb: something is wrong\. /),
  })
})
