/** The staff page in a real browser: signing in by link, what it shows, its buttons, its look, and what it may not do. */
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLink } from '../../server/staff/links.ts'
import { TestDevice, testServer, type TestServer, visit } from '../../server/testing.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
} from '../rig/console.ts'
import { takePicture } from '../rig/pictures.ts'

let server: TestServer
let browser: Browser
let address: string

beforeAll(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const working = await TestDevice.confirmed(server, { directoryId: 'd-working' })
  await working.activity([visit(1), visit(2), visit(5)], 5)
  await working.heartbeat(5, { problems: [{ code: 'clock-doubt', detail: 'amy.pupil@school.example' }] })
  const asking = await TestDevice.make(server, {
    assetId: 'CB-1042',
    person: { name: 'amy.pupil@school.example', from: 'profile' },
  })
  await asking.enrol()
  const second = await TestDevice.make(server, { directoryId: 'd-working' })
  await second.enrol()
  browser = await launchStaffBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function signIn(): Promise<Page> {
  const page = await staffPage(browser)
  await page.goto(`${address}/#link=${await createLink(server.context.db, Date.now())}`)
  await page.waitForSelector('.device')
  return page
}

const button = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`)
const text = (page: Page) => page.evaluate(() => document.body.innerText)

describe('the console', () => {
  it('signs in once by link, takes it out of the address, and stays signed in', async () => {
    const page = await signIn()
    expect(await page.evaluate(() => location.href)).toBe(`${address}/`)
    await page.reload()
    await page.waitForSelector('.device')
    await page.close()
  })

  it('asks for a link when there is none or it was used', async () => {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    await page.goto(`${address}/#link=used-or-made-up`)
    await page.waitForSelector('.note')
    expect(await text(page)).toContain('was used or is too old')
    await context.close()
  })

  it('shows devices, states and gaps, and no name and no visited host', async () => {
    const page = await signIn()
    const said = await text(page)
    for (const word of [
      'd-working',
      'Held',
      'CB-1042',
      'Waiting',
      'Numbers 3 to 4 are missing',
      'clock-doubt',
    ]) {
      expect(said).toContain(word)
    }
    expect(said.toLowerCase()).not.toContain('amy')
    expect(said).not.toContain('maths.example.org')
    await page.close()
  })

  it('confirms a device, opens a window, makes and revokes a token', async () => {
    const page = await signIn()
    await button(page, 'Confirm CB-1042').click()
    await page.waitForSelector('.notice__text')
    const state = await server.context.db
      .selectFrom('installations')
      .select('state')
      .where('asset_id', '=', 'CB-1042')
      .executeTakeFirst()
    expect(state?.state).toBe('confirmed')

    await button(page, 'Open the window').click()
    await page.waitForFunction(() => document.body.innerText.includes('0 of 30 used'), { polling: 200 })
    await button(page, 'Close the window').click()
    await page.waitForFunction(() => document.body.innerText.includes('The window is closed'), {
      polling: 200,
    })

    await page.locator('input[name="label"]').fill('Year 7 tablets')
    await button(page, 'Make a token').click()
    const made = await page.waitForSelector('#made')
    expect(await made?.evaluate((input) => (input as HTMLInputElement).value)).toMatch(/^kerb-/)
    await button(page, 'Revoke… : the token Year 7 tablets').click()
    await button(page, 'Revoke it for good : the token Year 7 tablets').click()
    await page.waitForFunction(() => document.body.innerText.includes('Year 7 tablets is revoked'), {
      polling: 200,
    })
    await page.close()
  })

  it.each(CONSOLE_LOOKS)('is in order: $scheme, $width px', async (look) => {
    const page = await signIn()
    await dressConsole(page, look)
    expect(await stateOf(page, 'first', look)).toEqual(IN_ORDER)
    await takePicture(page, `school-${look.scheme}-${look.width}`)
    await page.close()
  })
})
