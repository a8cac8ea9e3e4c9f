/** What the guard found, on the console in a real browser: its look in every state, by keyboard, and what a press does. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import { TestSchool } from '../../server/lessons/testing-lessons.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import type { TestDevice } from '../../server/testing.ts'
import { DAY, EVIDENCE, foundRow, publishOpen } from '../../server/found/testing-found.ts'
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

let school: TestSchool
let browser: Browser
let address: string
const pages: Page[] = []

beforeAll(async () => {
  // What two pupils find must lie on two days; the browser goes by its own clock.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - DAY })
  school = await TestSchool.open()
  await publishOpen(school, [{ kind: 'host', host: 'maths-world.test', action: 'allow' }])
  const amys = await school.device('amy.pupil@school.example')
  const bens = await school.device('ben.pupil@school.example')
  await find(amys, 'homework-helper.test', 'unblocker')
  await find(amys, 'maths-world.test', 'game')
  await find(amys, 'sites.google.com', 'game', '/view/fun-at-break')
  await find(amys, 'a-long-name-for-a-site-that-has-no-end-of-words-in-it.example.test', 'chat')
  await find(amys, 'health-pages.test', 'drugs', '/medicines')
  await find(amys, 'wrongly-called.test', 'gambling')
  vi.setSystemTime(Date.now() + DAY)
  await find(bens, 'homework-helper.test', 'unblocker')
  await find(bens, 'maths-world.test', 'game')
  await find(bens, 'health-pages.test', 'self-harm')
  vi.useRealTimers()
  address = await school.server.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchStaffBrowser()
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))
afterAll(async () => {
  await browser?.close()
  await school?.close()
})

async function find(device: TestDevice, host: string, kind: FoundKind, path = '/'): Promise<void> {
  await device.heartbeat()
  await device.activity([foundRow(device, { host, kind, path, evidence: EVIDENCE })])
  await school.server.context.found.settled()
}

async function signIn(role: Role = 'network'): Promise<Page> {
  const page = await staffPage(browser)
  pages.push(page)
  const { cookie } = await memberCookie(school.server, `${role}@school.example`, [role])
  await takeCookie(page, cookie)
  await page.goto(address)
  await page.waitForSelector('section[aria-labelledby="found"] .device')
  return page
}
const part = (page: Page): Promise<string> =>
  page.$eval('section[aria-labelledby="found"]', (section) => section.innerText)
/** Only the part that is about the guard, so that a picture shows it. */
const alone = (page: Page) =>
  page.evaluate(() => {
    for (const section of document.querySelectorAll<HTMLElement>('main > *'))
      if (!section.querySelector('h1') && section.getAttribute('aria-labelledby') !== 'found')
        section.remove()
  })

it.each(CONSOLE_LOOKS)('is in order: $scheme, $width px', async (look) => {
  const page = await signIn()
  await dressConsole(page, look)
  await page.$$eval('.found__why', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
  await page.$eval('.found__more', (one) => ((one as HTMLDetailsElement).open = true))
  expect(await stateOf(page, 'found', look)).toEqual(IN_ORDER)
  await alone(page)
  await takePicture(page, `found-${look.scheme}-${look.width}`)
})

it('puts a wrong call right with the keyboard, and takes it back; the keyboard stays in this part', async () => {
  const page = await signIn()
  await page.locator('::-p-aria([name="Find a site"])').fill('wrongly')
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    () => document.querySelectorAll('section[aria-labelledby="found"] .device').length === 1,
    { polling: 200 },
  )
  await page.focus('section[aria-labelledby="found"] .actions button')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.body.innerText.includes('wrongly-called.test is put right'), {
    polling: 200,
  })
  await page.waitForFunction(() => document.activeElement?.id === 'found', { polling: 200 })
  expect(await part(page)).toContain('Put right')
  const { db } = school.server.context
  expect(
    await db.selectFrom('found_decisions').select('what').where('ended', 'is', null).execute(),
  ).toContainEqual({ what: 'cleared' })
  await page.focus('section[aria-labelledby="found"] .actions .button--quiet')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.body.innerText.includes('judged by the guard again'), {
    polling: 200,
  })
})

it('says why something stays open, where somebody asks to close it', async () => {
  const page = await signIn()
  const said = await part(page)
  expect(said).toContain('1 site needs a person')
  expect(said).toContain('It stays open.')
  expect(said).not.toContain('amy')
})

it('a safeguarding lead sees the themes alone', async () => {
  const page = await signIn('dsl')
  const said = await part(page)
  expect(said).toContain('Self-harm')
  expect(said).not.toContain('homework-helper')
  await dressConsole(page, { scheme: 'light', width: 320 })
  expect(await stateOf(page)).toEqual(IN_ORDER)
})
