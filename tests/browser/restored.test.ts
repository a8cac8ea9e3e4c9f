/**
 * A restore with a real device: a browser that a school manages, from the backup through the loss of its server to the
 * minute after. What is closed stays closed all through, what the backup lacks comes back once each, and what the device
 * has no more is told as a gap. `tests/unit/restore.test.ts` has the same with many devices and without a browser.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ManagedBrowser } from '../rig/browser.ts'
import { delivered, forgetRow, minuteNow, sendNow } from '../rig/numbers.ts'
import { type School, startSchool } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb, type TestWeb } from '../rig/web.ts'
import { hasRuleFor, openPage, PATIENTLY, showsBlocked, startSchoolBrowser } from './backstops/school.ts'
import { letIn, publishOpen } from './lessons/stage.ts'

const closed = (...hosts: string[]) =>
  hosts.map((host) => ({ kind: 'suffix' as const, host, action: 'block' as const }))

let web: TestWeb
let school: School
let browser: ManagedBrowser

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  await school.openWindow(1)
  const group = await publishOpen(school, { entries: closed('bad.test') })
  const keys = { serverAddress: school.address, serverKeys: school.keys, enrolmentToken: school.token }
  browser = await startSchoolBrowser({ ...keys, userName: 'amy.pupil@hill.test', group }, { web })
  await letIn(school, browser)
  await has('bad.test')
})
afterAll(async () => {
  await browser?.close()
  await Promise.all([web?.close(), school?.close()])
})

/** After one round with the server the browser's own rules name the host, or do not. */
async function has(host: string, isThere = true): Promise<void> {
  await minuteNow(browser)
  await until(async () => (await hasRuleFor(browser, host)) === isThere || (await sendNow(browser), false), {
    what: `the rules ${isThere ? 'with' : 'without'} ${host}`,
    within: PATIENTLY,
    every: 1000,
  })
}

async function allDelivered(): Promise<void> {
  await minuteNow(browser)
  await delivered(browser, school)
}

async function stopped(when: string): Promise<void> {
  const url = `http://${when}.bad.test/`
  const tab = await browser.open(url)
  await showsBlocked(browser, tab, url)
  await browser.cdp.send('Target.closeTarget', { targetId: tab })
}

/** `kind host` of what the pupil did, as often as it is there, in the order of the rows' numbers. */
const onRecord = (): string[] =>
  school.rows().flatMap(({ kind, host }) => (host?.endsWith('.test') ? [`${kind} ${host}`] : []))

test('a managed browser follows the restored server, and only what it no longer has is missing', async () => {
  await openPage(browser, 'http://before.test/')
  await stopped('before')
  await allDelivered()
  const backedUp = onRecord()
  expect(backedUp).toEqual(['visit before.test', 'blocked before.bad.test'])
  await school.command('backup', 'now')
  const [file = ''] = readdirSync(join(school.folder, 'backups'))

  // The day that will be lost.
  await publishOpen(school, { entries: closed('bad.test', 'late.test') })
  await openPage(browser, 'http://forgotten.test/')
  await openPage(browser, 'http://day.test/')
  await has('late.test')
  await stopped('day')
  await allDelivered()
  const day = onRecord().slice(backedUp.length)
  const forgotten = school.rows().find(({ host }) => host === 'forgotten.test')?.seq ?? 0
  await forgetRow(browser, forgotten)

  await school.kill()
  rmSync(join(school.folder, 'data'), { recursive: true })
  await openPage(browser, 'http://away.test/')
  const [said] = await Promise.all([school.command('backup', 'restore', file), stopped('away')])
  expect(said).toContain('Epoch 2 has begun')
  // Nothing says so to the browser: what it was told last holds.
  expect(await hasRuleFor(browser, 'late.test')).toBe(true)
  await Promise.all([school.start(), stopped('starting')])
  const began = performance.now()

  const again = await browser.evaluateInWorker(() => chrome.alarms.get('minute'))
  expect(again?.periodInMinutes).toBe(1)
  expect(again?.scheduledTime).toBeLessThan(Date.now() + 61_000)
  // That minute is not waited for; what one round brings is.
  await has('late.test', false)
  await stopped('followed')
  await allDelivered()
  expect(performance.now() - began).toBeLessThan(60_000)

  const lost = school.query('SELECT from_seq, to_seq FROM lost')
  expect(lost).toEqual([{ from_seq: forgotten, to_seq: forgotten }])
  const kept = day.filter((row) => row !== 'visit forgotten.test')
  expect(onRecord()).toEqual([
    ...backedUp,
    ...kept,
    'visit away.test',
    ...['away', 'starting', 'followed'].map((when) => `blocked ${when}.bad.test`),
  ])
  expect(day).toContain('visit forgotten.test')

  // What is published now is above all that the browser has.
  await publishOpen(school, { entries: closed('bad.test', 'late.test') })
  await has('late.test')
  expect(web.leaked(['bad.test'])).toBe(0)
}, 180_000)
