/** The settings page about the browser's own settings, in a browser with the sample of policies and in one without; and a detour. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policiesOf, triedAddresses } from '../../lib/policy/browser-policies.ts'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { until } from '../rig/until.ts'
import { writeUntil } from './backstops/school.ts'

/** What would shut this test out of its own browser. */
const FOR_THE_TEST = { RemoteDebuggingAllowed: true, DeveloperToolsAvailability: 1 }

/** An extension that somebody put in: it may send the browser's traffic through a proxy. */
function detour(): string {
  const folder = join(temporaryFolder('detour'), 'extension')
  mkdirSync(folder)
  const manifest = { manifest_version: 3, name: 'Fast tunnel', version: '1.0', permissions: ['proxy'] }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  return folder
}

const SHARED = { sharedDevices: 'on' }

let managed: ManagedBrowser
let open: ManagedBrowser

beforeAll(async () => {
  managed = await launchManaged({
    policy: SHARED,
    extraPolicies: { ...Object.fromEntries(policiesOf('chrome')), ...FOR_THE_TEST },
  })
  await managed.waitForExtension()
  const isToldShared = () =>
    managed.evaluateInWorker(async () => 'sharedDevices' in (await chrome.storage.managed.get(null)))
  await writeUntil(() => managed.setPolicy(SHARED), isToldShared, 'what management says of this device')
  open = await launchManaged({
    args: [`--load-extension=${detour()}`, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
  })
  await open.waitForExtension()
}, 120_000)
afterAll(() => Promise.all([managed.close(), open.close()]))

/** The settings page after a press of its button: state and words of each policy. */
async function tried(browser: ManagedBrowser): Promise<Map<string, string>> {
  const page = await browser.page(`chrome-extension://${browser.extensionId}/settings.html`)
  await page.waitForSelector('[aria-labelledby=doctor-title] li')
  await page.click('[aria-labelledby=doctor-title] button')
  await page.waitForSelector('[aria-labelledby=doctor-title] button[disabled]')
  await page.waitForSelector('[aria-labelledby=doctor-title] button:not([disabled])', { timeout: 90_000 })
  const said = await page.$$eval('[aria-labelledby=doctor-title] li', (rows) =>
    rows.map((row): [string, string] => [
      row.querySelector('code')?.textContent ?? '',
      `${row.querySelector('.tag')?.textContent ?? ''}: ${row.querySelector('dl')?.textContent ?? ''}`,
    ]),
  )
  await page.close()
  return new Map(said)
}

test('with the sample of policies what can be tried holds, and what cannot be seen is said to be unseen', async () => {
  const said = await tried(managed)
  expect(said.get('IncognitoModeAvailability')).toMatch(/^In order/)
  expect(said.get('URLBlocklist')).toMatch(/^In order/)
  expect(said.get('ExtensionSettings')).toMatch(/^In order/)
  expect(said.get('BrowserGuestModeEnabled')).toMatch(/^Cannot be seen/)
  // What shared devices need besides: a young profile shows nothing.
  for (const name of ['ForceEphemeralProfiles', 'IdleTimeout', 'IdleTimeoutActions'])
    expect(said.get(name)).toMatch(/^Cannot be seen/)
})

test('without them it says what is open, and nothing stays open of what it tried', async () => {
  const said = await tried(open)
  expect(said.get('IncognitoModeAvailability')).toMatch(/^Open/)
  // Nobody has said that this device is shared.
  expect(said.has('ForceEphemeralProfiles')).toBe(false)
  const stood = said.get('URLBlocklist') ?? ''
  expect(stood).toMatch(/^Open/)
  for (const address of triedAddresses('chrome').slice(0, 3)) expect(stood).toContain(address)
  await until(async () => !(await open.tabs()).some(({ url }) => triedAddresses('chrome').includes(url)), {
    what: 'what was tried to be closed',
  })
})

test('another extension with a proxy is switched off, however often it is switched on again, and staff are told', async () => {
  const isOn = () =>
    open.evaluateInWorker(async () => {
      const all = await chrome.management.getAll()
      return all.find(({ name }) => name === 'Fast tunnel')?.enabled
    })
  const goesOff = () => until(async () => (await isOn()) === false, { what: 'the proxy to be switched off' })
  await goesOff()
  await open.evaluateInWorker(async () => {
    const all = await chrome.management.getAll()
    const found = all.find(({ name }) => name === 'Fast tunnel')
    if (found) await chrome.management.setEnabled(found.id, true).catch(() => undefined)
  })
  await goesOff()
  const page = await open.page(`chrome-extension://${open.extensionId}/settings.html`)
  await page.waitForFunction(() => document.querySelector('#problems')?.textContent.includes('Fast tunnel'), {
    polling: 200,
  })
  await page.close()
})
