/** The whole product once: installed by policy, enforcing, recording, delivering. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchManaged } from '../rig/browser.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { startSchool } from '../rig/server.ts'
import type { School } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'

let web: TestWeb
let school: School
let browser: ManagedBrowser

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(5)
  browser = await launchManaged({
    web,
    policy: {
      schoolName: 'Hill School',
      serverAddress: school.address,
      serverKeys: school.keys,
      enrolmentToken: school.token,
      ageGroup: 'secondary',
      unknownHosts: 'allow',
      recordingHours: ['Mon-Sun 00:00-24:00'],
      blockEntries: ['bad.test'],
    },
  })
  await browser.waitForExtension()
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([web.close(), school.close()])
})

test('a forbidden page gives way to ours, a permitted one loads, and both are on record', async () => {
  await until(
    () =>
      browser.evaluateInWorker(async () => {
        const rules = await chrome.declarativeNetRequest.getDynamicRules()
        return rules.some((rule) => JSON.stringify(rule).includes('bad.test'))
      }),
    { what: 'the school’s rules' },
  )
  await browser.open('http://good.test/')
  await browser.waitForTab((url) => url === 'http://good.test/')
  await browser.open('http://bad.test/')
  await browser.waitForTab((url) => url.includes('blocked.html'))
  expect(web.leaked(['bad.test'])).toBe(0)
  const rows = await until(
    () => {
      const all = school.rows()
      return all.some((row) => row.kind === 'blocked') && all.some((row) => row.host === 'good.test') && all
    },
    { what: 'rows at the server', within: 90_000 },
  )
  expect(rows.filter((row) => row.host === 'bad.test')).toHaveLength(1)
}, 150_000)

test('whoever uses it sees what the school has of it, by the record’s page, with a worker that slept', async () => {
  await browser.killWorker()
  const page = await browser.page(`chrome-extension://${browser.extensionId}/record.html`)
  const shown = () => page.evaluate(() => document.body.innerText)
  const text = await until(async () => /good\.test/.test(await shown()) && shown(), {
    what: 'today’s rows on the page',
    within: 60_000,
  })
  expect(text).toContain('Recording is on')
  expect(text).toMatch(/bad\.test\s+Stopped/)
  expect(text).toContain('Nobody has looked at your tabs today.')
}, 90_000)
