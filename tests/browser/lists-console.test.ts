/** Lists of sites, and illegal pages that were stopped, on the console in a real browser: the look of each state. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../../server/testing.ts'
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
import { answersOf } from './lists-console-stage.ts'

let server: TestServer
let browser: Browser
let address: string
const pages: Page[] = []

beforeAll(async () => {
  server = await testServer()
  const device = await TestDevice.confirmed(server)
  await device.activity([
    {
      seq: 1,
      at: Date.now(),
      kind: 'blocked',
      host: '',
      categories: ['illegal-csam'],
      action: 'block',
      reason: 'illegal',
      target: 'page',
      listed: { list: 'member', entry: 41 },
      who: { name: 'amy.pupil@school.example', from: 'profile' },
    },
  ])
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchStaffBrowser()
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function signIn(role: Role, part: string): Promise<Page> {
  const page = await staffPage(browser)
  pages.push(page)
  const { cookie } = await memberCookie(server, `${role}@school.example`, [role])
  await takeCookie(page, cookie)
  // Sources in every state at once, which no server has by itself.
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const answer = answersOf(new URL(request.url()).pathname)
    void (answer === undefined
      ? request.continue()
      : request.respond({ contentType: 'application/json', body: JSON.stringify(answer) }))
  })
  await page.goto(address)
  await page.waitForSelector(`section[aria-labelledby="${part}"] .panel`)
  return page
}

/** Only one part of the page, so that a picture shows it. */
const alone = (page: Page, part: string) =>
  page.evaluate((part) => {
    for (const section of document.querySelectorAll<HTMLElement>('main > *'))
      if (!section.querySelector('h1') && section.getAttribute('aria-labelledby') !== part) section.remove()
  }, part)

it.each(CONSOLE_LOOKS)('lists are in order: $scheme, $width px', async (look) => {
  const page = await signIn('network', 'lists')
  await dressConsole(page, look)
  await page.$$eval('.lists__more', (all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)))
  await page.waitForSelector('.lists__history li')
  await page.waitForSelector('.lists__diff')
  expect(await stateOf(page)).toEqual(IN_ORDER)
  await alone(page, 'lists')
  await takePicture(page, `lists-${look.scheme}-${look.width}`)
})

it('by keyboard: a reason is asked for where it is missing', async () => {
  const page = await signIn('network', 'lists')
  await page.focus('.lists__held .button--main')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true', {
    polling: 200,
  })
})

it.each(CONSOLE_LOOKS)('illegal pages are read when asked for: $scheme, $width px', async (look) => {
  const page = await signIn('dsl', 'illegal')
  await dressConsole(page, look)
  await page.focus('section[aria-labelledby="illegal"] button')
  await page.keyboard.press('Enter')
  await page.waitForSelector('section[aria-labelledby="illegal"] li')
  expect(await page.$eval('section[aria-labelledby="illegal"]', (part) => part.innerText)).toMatch(
    /amy\.pupil.*[\s\S]*entry 41 of the list member/,
  )
  expect(await stateOf(page)).toEqual(IN_ORDER)
  await alone(page, 'illegal')
  await takePicture(page, `illegal-${look.scheme}-${look.width}`)
})
