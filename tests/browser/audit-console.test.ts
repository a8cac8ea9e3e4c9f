/** The audit on the console, in a real browser: in every look, filtered by keyboard, with words that are nobody's friend. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { note } from '../../server/db/audit.ts'
import { setName } from '../../server/staff/members.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
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

const HOSTILE = `<img src=x onerror="document.title=1"> a-very-long-word-without-any-end-`.repeat(2)

let server: TestServer
let browser: Browser
let address: string
let lead: string
const pages: Page[] = []

beforeAll(async () => {
  server = await testServer()
  const { context } = server
  const { person, cookie } = await memberCookie(server, 'lead@school.example', ['dsl'])
  await setName(context, context.db, person, 'Mrs Okoro')
  lead = cookie
  const amy = await context.people.numberOf(context.db, 'amy@school.example')
  await note(context.db, `staff:${person}`, 'record-look', `${'x'.repeat(22)} person:${amy} 7 days`)
  await note(context.db, 'server', 'retention', '12 rows, 3 people')
  await note(context.db, 'command', 'admin-link', '')
  await note(context.db, `staff:${person}`, 'expected-remove', HOSTILE)
  for (let n = 1; n <= 60; n += 1) await note(context.db, `staff:${person}`, 'token-create', String(n))
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchStaffBrowser()
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function open(at: string, cookie = lead): Promise<Page> {
  const page = await staffPage(browser)
  pages.push(page)
  await takeCookie(page, cookie)
  await page.goto(`${address}/${at}`)
  return page
}
const sees = (page: Page, words: string) =>
  page.waitForFunction((said) => document.body.innerText.includes(said), { polling: 100 }, words)

it('is in order in every look, and hostile words are words', async () => {
  const page = await open('#audit')
  await sees(page, 'The newest 50 entries')
  await page.locator('::-p-aria([name="Show older"])').click()
  await sees(page, 'a-very-long-word')
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(page, look)
    expect(await stateOf(page, 'audit', look)).toEqual(IN_ORDER)
    await takePicture(page, `audit-${look.scheme}-${look.width}`)
  }
  expect(await page.title()).not.toBe('1')
})

it('is filtered by keyboard, the keyboard stays there, and the address shows a colleague the same', async () => {
  const page = await open('#audit')
  await sees(page, 'The newest 50 entries')
  await page.focus('.form select')
  await page.keyboard.type('Pup')
  await page.keyboard.press('Enter')
  await sees(page, '1 entry, and no older ones.')
  await sees(page, 'Mrs Okoro began a look at a pupil’s record: amy@school.example')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
  const hash = await page.evaluate(() => location.hash)
  expect(hash).toBe('#audit?kind=records')
  const { cookie } = await memberCookie(server, 'head@school.example', ['head'])
  await sees(await open(hash, cookie), 'amy@school.example')
  const network = await memberCookie(server, 'network@school.example', ['network'])
  const theirs = await open(hash, network.cookie)
  await sees(theirs, 'Nothing fits this.')
  expect(await theirs.evaluate(() => document.body.innerText)).not.toContain('amy')
})
