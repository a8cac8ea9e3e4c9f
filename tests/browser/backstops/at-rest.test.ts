/**
 * What lies on the disk after the browser has closed: no host that was visited, no name, no key. The browser's own
 * history is switched off by policy and its caches lie elsewhere, so that whatever is found would be Kerb's.
 */
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBase64url } from '../../../lib/protocol/bytes.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { temporaryFolder } from '../../rig/paths.ts'
import { startSchool } from '../../rig/server.ts'
import type { School } from '../../rig/server.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import { openPage, recorded, rowsOf, showsBlocked, startSchoolBrowser } from './school.ts'

const VISITED = 'a-visited-place-4711.test'
const STOPPED = 'a-stopped-place-4712.bad.test'
const NAME = 'pupil-name-4713@hill.test'
const profileDir = temporaryFolder('at-rest')
const cache = temporaryFolder('at-rest-cache')

let web: TestWeb
let school: School
let browser: ManagedBrowser

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  browser = await startSchoolBrowser(
    {
      serverAddress: school.address,
      serverKeys: school.keys,
      enrolmentToken: school.token,
      blockEntries: ['bad.test'],
      userName: NAME,
    },
    {
      web,
      profileDir,
      args: [`--disk-cache-dir=${cache}`],
      extraPolicies: { SavingBrowserHistoryDisabled: true, NetworkPredictionOptions: 2 },
    },
  )
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([web?.close(), school?.close()])
  for (const folder of [profileDir, cache]) rmSync(folder, { recursive: true, force: true })
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
}

/** Files that hold these bytes, as they are, as UTF-16, or as base64. */
function found(text: string | Uint8Array, under: string): string[] {
  const bytes = Buffer.from(text)
  const forms = [bytes, Buffer.from(bytes.toString('latin1'), 'utf16le')]
  return filesBelow(under).filter((path) => {
    const content = readFileSync(path)
    return forms.some((form) => content.includes(form))
  })
}

test('neither a visited host, nor a name, nor the key is in the profile folder', async () => {
  await openPage(browser, `http://${VISITED}/`)
  await showsBlocked(browser, await browser.open(`http://${STOPPED}/`), `http://${STOPPED}/`)
  await recorded(browser, VISITED, ['visit'])
  await recorded(browser, STOPPED, ['blocked'])
  expect((await rowsOf(browser)).some(({ who }) => who?.name === NAME)).toBe(true)
  const keys = await browser.evaluateInWorker(async () =>
    Object.entries(await chrome.storage.session.get(null)).flatMap(([name, raw]) =>
      name.startsWith('row-key:') ? [String(raw)] : [],
    ),
  )
  expect(keys.length).toBeGreaterThan(0)
  const installation = await browser.evaluateInWorker(async () => (await chrome.management.getSelf()).id)
  await browser.quit()

  // The search finds what is there: the rows' table lies in the extension's IndexedDB.
  expect(found('kerb-activity', join(profileDir, 'Default/IndexedDB')).join()).toContain(installation)
  for (const key of keys) {
    expect(found(key, profileDir)).toEqual([])
    expect(found(fromBase64url(key) ?? key, profileDir)).toEqual([])
  }
  const kerbs = filesBelow(profileDir).filter((path) => path.includes(installation))
  expect(kerbs.length).toBeGreaterThan(3)
  for (const host of [VISITED, STOPPED])
    expect(found(host, profileDir).filter((path) => kerbs.includes(path))).toEqual([])
  // Chromium itself keeps the managed values, the name among them, in a folder of its own. Kerb's two do not.
  expect(found(NAME, join(profileDir, 'Default/IndexedDB'))).toEqual([])
  const settings = join(profileDir, 'Default/Local Extension Settings')
  expect(found('bad.test', settings)).not.toEqual([])
  expect(found(NAME, settings)).toEqual([])
})
