/** The sample of browser policies, as a really managed Chromium takes it: every one known, none with an error. */
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER_POLICIES, policiesOf, triedAddresses } from '../../lib/policy/browser-policies.ts'
import { browserSchema } from '../../lib/policy/managed-schema.ts'
import { SHARED_POLICIES } from '../../lib/policy/shared-policies.ts'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { pack } from '../rig/crx.ts'
import { ROOT, temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'

/** What would shut this test out of its own browser: there the mildest value stands in. */
const FOR_THE_TEST = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 }
const sample = Object.fromEntries([...policiesOf('chrome'), ...policiesOf('chrome', SHARED_POLICIES)])
let browser: ManagedBrowser
let web: TestWeb

beforeAll(async () => {
  const folder = temporaryFolder('browser-policies')
  cpSync(join(ROOT, 'tests/rig/probe'), folder, { recursive: true })
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(browserSchema()))
  web = await startWeb()
  browser = await launchManaged({
    web,
    hosts: ['www.google.com', 'www.youtube.com'],
    extension: await pack(folder),
    extraPolicies: { ...sample, ...FOR_THE_TEST },
  })
  await browser.waitForExtension()
})
afterAll(async () => {
  await browser.close()
  await web.close()
})

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

/** What a policy does, for each that the table says is shown to do it. */
const EFFECTS: Readonly<Record<string, () => Promise<void>>> = {
  async IncognitoModeAvailability() {
    const said = await browser.evaluateInWorker(() =>
      chrome.windows.create({ incognito: true }).then(
        () => 'opened',
        (error: Error) => error.message,
      ),
    )
    expect(said).toContain('Incognito mode is disabled')
  },
  async URLBlocklist() {
    for (const address of [...triedAddresses('chrome'), 'file:///']) {
      const page = await browser.page()
      await expect(page.goto(address), address).rejects.toThrow('ERR_BLOCKED_BY_ADMINISTRATOR')
      await page.close()
    }
  },
  async ForceGoogleSafeSearch() {
    const page = await browser.page()
    await page.goto('https://www.google.com/search?q=cats')
    expect(web.seen('www.google.com').at(-1)?.path).toContain('safe=active')
    await page.close()
  },
  async ForceYouTubeRestrict() {
    const page = await browser.page()
    await page.goto('https://www.youtube.com/')
    expect(web.seen('www.youtube.com', '/').at(-1)?.headers['youtube-restrict']).toBe('Strict')
    await page.close()
  },
}

test('what the table says is shown, is shown here', () => {
  const shown = BROWSER_POLICIES.filter(({ isShown }) => isShown).map(({ chrome }) => chrome)
  expect(new Set(Object.keys(EFFECTS))).toEqual(new Set(shown))
})

test.each(Object.entries(EFFECTS))('%s does what it says', (_, shows) => shows())
