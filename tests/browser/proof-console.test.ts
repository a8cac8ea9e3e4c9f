/** What the school shows for itself, in a real browser and in every look: parents' page, review pack, roll-out, self-checks. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Tried } from '../../lib/protocol/self-check.ts'
import { DAY } from '../../lib/time/zone.ts'
import { checkAndPublish } from '../../server/documents/check.ts'
import { makeRollout } from '../../server/rollout/rollout.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import { idOf, samplePolicy, TestDevice, testServer, type TestServer } from '../../server/testing.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
  takeCookie,
} from '../rig/console.ts'
import { takePicture } from '../rig/pictures.ts'

const OPENED = { address: 'https://own.test/', expected: 'stopped', outcome: 'loaded' } satisfies Tried

let server: TestServer
let browser: Browser
let address: string
let network: string
const pages: Page[] = []

beforeAll(async () => {
  server = await testServer({ KERB_PUBLIC_URL: 'https://kerb.school.example' })
  const { context } = server
  const { db, vault } = context
  ;({ cookie: network } = await memberCookie(server, 'net@school.example', ['network']))
  await checkAndPublish(db, vault, 'policy', samplePolicy(), { actor: 'test', note: '' })
  await db
    .insertInto('public_page')
    .values({ one: 1, on: 1, contact: 'office@school.example', groups: '[]', changed: 1 })
    .execute()
  const own = { id: 'a'.repeat(32), updateUrl: 'https://store.example/update.xml' }
  await makeRollout(
    context,
    { group: null, ageGroup: 'primary', isShared: false, days: 30, package: own },
    Date.now(),
  )
  const device = await TestDevice.confirmed(server)
  const check = {
    installation: await idOf(device),
    at: Date.now(),
    received: Date.now(),
    how: 'hand',
    policy_group: Object.keys(samplePolicy().groups)[0] ?? '',
    claimed: null,
    age_group: 'secondary',
    place: 'on-site',
    extension: '0.2.0',
    browser: 'Chrome 156',
    policy: '1.1',
    lists: null,
    cases: 1,
    failed: 0,
    unsure: 0,
    results: '[]',
  } as const
  await db
    .insertInto('self_checks')
    .values([
      { ...check, run: 'one' },
      { ...check, run: 'other', failed: 1, results: JSON.stringify([OPENED]) },
    ])
    .execute()
  const day = Math.floor(Date.now() / DAY)
  await db
    .insertInto('fleet_days')
    .values(
      Array.from({ length: 30 }, (_, i) => ({
        day: day - 30 + i,
        confirmed: 30,
        heard: 20 + (i % 7),
        enforcing: 20,
      })),
    )
    .execute()
  // Sixteen weeks: one kind grows less, one comes up, one is few each week and not in all.
  const stops = Array.from({ length: 16 * 7 }, (_, i) => i + 1).flatMap((ago) => [
    { day: day - ago, kind: 'blocked' as const, categories: 'games', count: 6 + Math.round(ago / 8) },
    ...(ago < 40
      ? [{ day: day - ago, kind: 'blocked' as const, categories: 'ai-companion chat', count: 3 }]
      : []),
    ...(ago % 9 === 0
      ? [{ day: day - ago, kind: 'blocked' as const, categories: 'self-harm', count: 1 }]
      : []),
  ])
  await db.insertInto('day_counts').values(stops).execute()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchStaffBrowser()
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it.each([
  ['parents', 'parents', 'office@school.example'],
  ['review-pack', 'admin/review/pack', 'Filtering'],
  ['roll-out', '', 'their token is told only once'],
])('%s is in order in every look', async (name, at, words) => {
  const page = await staffPage(browser)
  pages.push(page)
  // Parents are nobody here.
  if (name !== 'parents') await takeCookie(page, network)
  await page.goto(`${address}/${at}`)
  const sees = (said: string) =>
    page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { polling: 100 }, said)
  await sees(words)
  // The console's first page has the self-checks and the fleet by day too.
  if (name === 'roll-out')
    for (const said of ['Devices by day', 'Waiting for the first device', 'All 1 held', '1 case of 1 failed'])
      await sees(said)
  if (name === 'roll-out') {
    await sees('Each kind, week by week')
    await page.click('.chart__each > summary')
  }
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(page, look)
    expect(await stateOf(page, name, look)).toEqual(IN_ORDER)
    await takePicture(page, `proof-${name}-${look.scheme}-${look.width}`)
  }
})
