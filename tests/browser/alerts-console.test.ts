/** Alerts on the console, in a real browser: every page in every look, by keyboard, with words that are nobody's friend. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { AlertStage, BEN, DAY, HEAD, HOUR, LEAD, searched } from '../../server/alerts/testing-alerts.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
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

const HOSTILE = '<img src=x onerror="document.title=1"> a-very-long-word-without-any-end-'.repeat(3)

let stage: AlertStage
let browser: Browser
let address: string
const pages: Page[] = []

beforeAll(async () => {
  stage = await AlertStage.open()
  const amys = await stage.device()
  const bens = await stage.device(BEN)
  const who = { name: BEN, from: 'profile' } as const
  const now = Date.now()
  await stage.send(
    amys,
    searched(1, 'self-harm', 'medium', { at: now - 2 * DAY, terms: 'how to hide it' }),
    searched(2, 'self-harm', 'medium', { at: now - DAY, terms: HOSTILE }),
    searched(3, 'self-harm', 'high', { at: now - HOUR, help: true }),
    searched(4, 'weapons', 'medium', { at: now - HOUR, terms: 'Macbeth dagger' }),
  )
  await stage.send(
    bens,
    searched(1, 'extremism', 'medium', { who }),
    searched(2, 'eating', 'medium', { who }),
  )
  const { alerts } = await stage.list({ theme: 'weapons' })
  await stage.act(alerts[0]!.id, 'open')
  await stage.act(alerts[0]!.id, 'dismiss', { why: 'wrong', words: 'It is a play.' })
  address = await stage.server.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchStaffBrowser()
})
afterEach(() => Promise.all(pages.splice(0).map((page) => page.close())))
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

async function signIn(at: string, who = LEAD, role: Role = 'dsl'): Promise<Page> {
  const page = await staffPage(browser)
  pages.push(page)
  const { cookie } = await memberCookie(stage.server, who, [role])
  await takeCookie(page, cookie)
  await page.goto(`${address}/${at}`)
  return page
}
const sees = (page: Page, words: string) =>
  page.waitForFunction((said) => document.body.innerText.includes(said), { polling: 100 }, words)

it.each([
  ['inbox', '#alerts?show=all', 'Not opened yet'],
  ['week', '#alerts/week', 'By theme'],
  ['learned', '#alerts/learned', 'Macbeth dagger'],
  ['telling', '#alerts/telling', 'deputy@school.example'],
])('the page %s is in order in every look', async (name, at, words) => {
  const from = name === 'week' ? `?from=${new Date().toISOString().slice(0, 10)}` : ''
  const page = await signIn(`${at}${from}`)
  await sees(page, words)
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(page, look)
    expect(await stateOf(page, `alerts-${name}`, look)).toEqual(IN_ORDER)
    await takePicture(page, `alerts-${name}-${look.scheme}-${look.width}`)
  }
})

it('an alert is opened, dismissed and opened again by keyboard; what is said in it is text', async () => {
  const page = await signIn('#alerts')
  await sees(page, '3 alerts wait to be opened, 1 of them high.')
  await page.focus('.alert__title a')
  await page.keyboard.press('Enter')
  await sees(page, 'Why it weighs so much')
  await sees(page, 'a-very-long-word')
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(page, look)
    expect(await stateOf(page, 'alerts-one', look)).toEqual(IN_ORDER)
    await takePicture(page, `alerts-one-${look.scheme}-${look.width}`)
  }
  await page.select('.look-form select', 'close spoken')
  await page.focus('.look-form button')
  await page.keyboard.press('Enter')
  await sees(page, 'It is closed.')
  await page.waitForFunction(() => document.activeElement?.id === 'alert-what', { polling: 100 })
  await page.locator('::-p-aria([name="Undo: open it again"])').click()
  await sees(page, 'took that back.')
  expect(await page.title()).not.toBe('1')
})

it('a head sees numbers, none under five and no alert', async () => {
  await stage.signIn(HEAD, ['head'])
  const page = await signIn('#alerts/1', HEAD, 'head')
  await sees(page, 'Alerts in numbers')
  await sees(page, 'Not opened yet')
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('amy')
  expect(await stateOf(page)).toEqual(IN_ORDER)
})
