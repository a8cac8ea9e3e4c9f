/** The sample of browser policies, as a really managed Chromium takes it: every one known, none with an error. */
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policiesOf, SHARED_POLICIES } from '../../.ci/policy-docs/browser-policies.ts'
import { browserSchema } from '../../lib/policy/managed-schema.ts'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { pack } from '../rig/crx.ts'
import { ROOT, temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'

/** What would shut this test out of its own browser: there the mildest value stands in. */
const FOR_THE_TEST = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 }
const sample = Object.fromEntries([...policiesOf('chrome'), ...policiesOf('chrome', SHARED_POLICIES)])
let browser: ManagedBrowser

beforeAll(async () => {
  const folder = temporaryFolder('browser-policies')
  cpSync(join(ROOT, 'tests/rig/probe'), folder, { recursive: true })
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(browserSchema()))
  browser = await launchManaged({
    extension: await pack(folder),
    extraPolicies: { ...sample, ...FOR_THE_TEST },
  })
  await browser.waitForExtension()
})
afterAll(() => browser.close())

test('it is installed although every other extension is blocked', async () => {
  expect(await browser.evaluateInWorker(() => chrome.storage.managed.get().then(() => true))).toBe(true)
})

test('each policy of the sample is in force', async () => {
  const page = await browser.page()
  await page.goto('chrome://policy')
  // The page is made of nested shadow roots, which change from version to version: rows are looked for in all of them.
  const rows = await until(
    async () => {
      const found = await page.evaluate(() => {
        const within = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [
            one,
            ...(one.shadowRoot ? within(one.shadowRoot) : []),
          ])
        return within(document)
          .filter((one) => one.localName === 'policy-row')
          .map((row) => {
            const say = (part: string) => row.shadowRoot?.querySelector(part)?.textContent.trim() ?? ''
            return { name: say('.policy.row .name'), said: say('.policy.row .messages') }
          })
      })
      return found.length > 0 && found
    },
    { what: 'the rows of chrome://policy' },
  )
  const ours = rows.filter(({ name }) => Object.hasOwn(sample, name))
  expect(ours.map(({ name }) => name).sort()).toEqual(Object.keys(sample).sort())
  expect(ours.filter(({ said }) => said !== 'OK')).toEqual([])
})

test.each([
  'view-source:http://example.test/',
  'file:///etc/hostname',
  'chrome://flags/',
  'chrome://inspect/',
])('%s is stopped', async (address) => {
  const page = await browser.page()
  await expect(page.goto(address)).rejects.toThrow('ERR_BLOCKED_BY_ADMINISTRATOR')
  await page.close()
})
