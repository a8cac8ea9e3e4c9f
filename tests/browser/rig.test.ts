/** The rig itself: what every other browser test leans on. */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser, ManagedOptions } from '../rig/browser.ts'
import { pack } from '../rig/crx.ts'
import type { Packed } from '../rig/crx.ts'
import { ROOT, temporaryFolder } from '../rig/paths.ts'
import { policyFolder } from '../rig/policy-folder.ts'
import { members } from '../rig/process-tree.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'

let web: TestWeb
let probe: Packed
const open: ManagedBrowser[] = []

const launch = async (options: ManagedOptions = {}): Promise<ManagedBrowser> => {
  const browser = await launchManaged({ extension: probe, web, ...options })
  open.push(browser)
  return browser
}

beforeAll(async () => {
  web = await startWeb()
  probe = await pack(join(ROOT, 'tests/rig/probe'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((browser) => browser.close()))
})
afterAll(() => web.close())

const colour = (browser: ManagedBrowser) =>
  until(
    () =>
      browser.evaluateInWorker(
        async () => (await chrome.storage.managed.get('colour'))['colour'] as string | undefined,
      ),
    { what: 'managed values' },
  )

test('two browsers side by side have their own policies', async () => {
  const [one, two] = await Promise.all([
    launch({ policy: { colour: 'red' } }),
    launch({ policy: { colour: 'blue' }, extraPolicies: { IncognitoModeAvailability: 1 } }),
  ])
  const [self] = await Promise.all([one.waitForExtension(), two.waitForExtension()])
  expect(self.installType).toBe('admin')
  expect(self.mayDisable).toBe(false)
  expect(await Promise.all([colour(one), colour(two)])).toEqual(['red', 'blue'])
})

test('a policy edited while the browser runs arrives', async () => {
  const browser = await launch({ policy: { colour: 'red' } })
  await browser.waitForExtension()
  await colour(browser)
  browser.setPolicy({ colour: 'green' })
  await until(async () => (await colour(browser)) === 'green', { what: 'the edited value' })
})

test('test hosts reach the test web server over http and https, others nothing', async () => {
  const browser = await launch({ extension: null })
  const page = await browser.page('http://lessons.test/a?b=c')
  expect(await page.title()).toBe('lessons.test')
  await page.goto('https://secure.test/')
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  expect(web.seen('lessons.test', '/a?b=c')[0]?.finishedAt).toBeTypeOf('number')
  expect(web.leaked(['test'])).toBeGreaterThan(1)
  expect(web.leaked(['sson.test'])).toBe(0)
  await expect(page.goto('http://example.org/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
})

test('a stopped worker stays stopped until something wakes it', async () => {
  const browser = await launch({ debugging: false })
  await browser.waitForExtension()
  await browser.killWorker()
  expect(await browser.worker()).toBeUndefined()
  const tab = await browser.open('http://wake.test/')
  await browser.waitForTab((url) => url === 'http://wake.test/', tab)
  await until(() => browser.worker(), { what: 'the navigation to wake the worker' })
  await browser.killWorker()
  await browser.wakeWorker()
  expect(await browser.worker()).toBeDefined()
})

test('kill ends the whole browser, and it starts again on its profile', async () => {
  const browser = await launch({ policy: { colour: 'red' } })
  await browser.waitForExtension()
  await browser.evaluateInWorker(() => chrome.storage.local.set({ kept: 1 }))
  const { pid } = browser
  expect(members(pid).length).toBeGreaterThan(3)
  await browser.kill()
  expect(members(pid)).toEqual([])
  await browser.relaunch(['http://launch.test/'])
  await browser.waitForTab((url) => url === 'http://launch.test/')
  expect(await browser.evaluateInWorker(async () => (await chrome.storage.local.get('kept'))['kept'])).toBe(1)
})

test('a higher version in the feed is an update', async () => {
  const browser = await launch({ debugging: false })
  await browser.waitForExtension()
  browser.feed?.publish(await pack(join(ROOT, 'tests/rig/probe'), { version: '1.1' }))
  await browser.updateExtension('1.1')
  expect((await browser.waitForExtension()).version).toBe('1.1')
})

test('a browser whose folder below /etc is missing gets one, and the rest of /etc stays', () => {
  const stage = temporaryFolder('stage')
  const folder = policyFolder(stage, 'opt/no-such-browser')
  folder.write({ Some: 'policy' })
  const paths = ['/etc/opt/no-such-browser/policies/managed/kerb-test.json', '/etc/passwd']
  const { command, args } = folder.wrap('cat', paths)
  const seen = execFileSync(command, args, { encoding: 'utf8' })
  expect(seen).toContain('"Some": "policy"')
  expect(seen).toContain('root:')
  expect(existsSync('/etc/opt/no-such-browser')).toBe(false)
  rmSync(stage, { recursive: true })
})

test('Kerb itself is installed by policy', async () => {
  const browser = await launchManaged()
  open.push(browser)
  expect((await browser.waitForExtension()).name).toContain('Kerb')
})
