/**
 * Managed configuration through real policy files, to the end: what the browser's rules hold afterwards, and what the
 * settings page says of it. What the browser itself drops is in managed-values.test.ts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { until } from '../../rig/until.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import {
  edit,
  hasRuleFor,
  PATIENTLY,
  says,
  showsBlocked,
  startSchoolBrowser,
  textOf,
  type Values,
  withPage,
  writeUntil,
} from './school.ts'

let web: TestWeb
let browser: ManagedBrowser
const GOOD: Values = { blockEntries: ['one.test', 'two.test'], unknownHosts: 'warn', youtube: 'strict' }

beforeAll(async () => {
  web = await startWeb()
  browser = await startSchoolBrowser(GOOD, { web })
})
afterAll(async () => {
  await browser?.close()
  await web?.close()
})

/** What the settings page says, once it says this. */
async function settingsSay(words: string): Promise<void> {
  const tab = await browser.open(`chrome-extension://${browser.extensionId}/settings.html`)
  let asked = performance.now()
  await until(
    async () => {
      if ((await textOf(browser, tab)).includes(words)) return true
      if (performance.now() - asked > 3_000) {
        // It says what held when it was opened.
        await withPage(browser, tab, (send) => send('Page.reload'))
        asked = performance.now()
      }
      return false
    },
    { what: `the settings page to say “${words}”`, within: PATIENTLY },
  )
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
}

const unknownIsWarned = async (): Promise<void> => {
  const tab = await browser.open('http://unknown.test/')
  await showsBlocked(browser, tab, 'http://unknown.test/')
  await says(browser, tab, 'Continue to the page')
}

test('a bad item is dropped and named; the rest of its list holds, and its last good value', async () => {
  await edit(browser, { ...GOOD, blockEntries: ['one.test', 'two .test', 'three.test'] })
  expect(await hasRuleFor(browser, 'one.test')).toBe(true)
  expect(await hasRuleFor(browser, 'three.test')).toBe(true)
  // A block that cannot be read any more: what it was goes on to hold.
  expect(await hasRuleFor(browser, 'two.test')).toBe(true)
  await settingsSay('two .test')
})

test('a bad key keeps its last good value, marked', async () => {
  await edit(browser, { ...GOOD, unknownHosts: 'alow' })
  await unknownIsWarned()
  await settingsSay('Last good value kept')
})

test('a removed key goes to its default', async () => {
  const { youtube: _, ...rest } = GOOD
  await edit(browser, { ...rest, youtube: 'off', blockEntries: ['one.test'] })
  expect(await hasRuleFor(browser, 'two.test')).toBe(false)
  expect(await hasRuleFor(browser, 'YouTube-Restrict')).toBe(false)
  await edit(browser, rest)
  expect(await hasRuleFor(browser, 'YouTube-Restrict')).toBe(true)
})

test('all removed: everything holds on, and the settings page says so', async () => {
  await edit(browser, GOOD)
  const isEmpty = () =>
    browser.evaluateInWorker(async () => Object.keys(await chrome.storage.managed.get()).length === 0)
  await writeUntil(() => browser.setPolicy(undefined), isEmpty, 'the empty store')
  await settingsSay('All managed values are gone')
  expect(await hasRuleFor(browser, 'two.test')).toBe(true)
  await browser.relaunch()
  await unknownIsWarned()
  await settingsSay('All managed values are gone')
  await edit(browser, { ...GOOD, schoolName: 'Dale School' })
  await settingsSay('Dale School')
})
