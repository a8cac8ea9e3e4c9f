/** Lessons on the console in a real browser, against the real server: from the first click to the last, and the look. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { KHAN, MINUTE, TEN } from '../../server/lessons/testing-lessons.ts'
import { CLOSED_SITE, LEE, LessonStage, NELL } from '../fixtures/lesson-stage.ts'
import {
  CONSOLE_LOOKS,
  dressConsole,
  IN_ORDER,
  launchStaffBrowser,
  staffPage,
  stateOf,
} from '../rig/console.ts'
import { cacheFolder } from '../rig/paths.ts'

const SITES = [{ host: 'nrich.maths.org' }, { host: 'bbc.co.uk', path: '/bitesize' }, { host: 'desmos.com' }]

const ZARA = 'zara.khan@school.example'

let stage: LessonStage
let browser: Browser
let page: Page

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  await stage.devices()
  // Yesterday's lesson, which is over.
  const { db } = stage.school.server.context
  const yesterday = await stage.school.lesson(stage.maths, KHAN, {
    sites: SITES,
    frames: ['player.vimeo.com'],
  })
  await db
    .updateTable('lessons')
    .set({ started: TEN - 1440 * MINUTE, until: TEN - 1400 * MINUTE })
    .where('id', '=', yesterday)
    .execute()
  stage.obey()
  browser = await launchStaffBrowser()
  page = await signIn(KHAN)
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

/** The console, of somebody who is signed in, where it is ten o'clock as well. */
async function signIn(who: string): Promise<Page> {
  const fresh = await staffPage(browser)
  fresh.setDefaultTimeout(12_000)
  await fresh.emulateTimezone('Europe/London')
  await fresh.evaluateOnNewDocument((ten) => {
    const Real = Date
    const now = () => ten + performance.now()
    globalThis.Date = class extends Real {
      constructor(...of: unknown[]) {
        super(...((of.length === 0 ? [now()] : of) as [number]))
      }
      static override now = now
    } as DateConstructor
  }, TEN)
  const address = await stage.address()
  const [name = '', value = ''] = stage.school.cookieOf(who).split('=')
  await fresh.browserContext().setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true })
  await fresh.goto(address)
  await fresh.waitForSelector('main h1')
  return fresh
}

const button = (name: string, on = page) => on.locator(`::-p-aria([name="${name}"][role="button"])`)
async function says(text: string, on = page): Promise<void> {
  try {
    await on.waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      {},
      text,
    )
  } catch {
    throw new Error(
      `the page does not say “${text}”; it says: ${await on.evaluate(() => document.body.innerText)}`,
    )
  }
}
const focused = (on = page) =>
  on.evaluate(
    () => document.activeElement?.textContent?.trim() || (document.activeElement as HTMLInputElement)?.name,
  )

/** Ticks a pupil's box. */
async function choose(name: string): Promise<void> {
  await page.locator(`::-p-xpath(//label[.//span[text()="${name}"]])`).click()
}

/** In light, dark and on the narrowest screen, and a picture of each. */
async function isInOrder(name: string, on = page): Promise<void> {
  const folder = process.env['KERB_SCREENS'] ?? cacheFolder('screens')
  mkdirSync(folder, { recursive: true })
  for (const look of CONSOLE_LOOKS) {
    await dressConsole(on, look)
    expect({ name, look, ...(await stateOf(on)) }).toEqual({ name, look, ...IN_ORDER })
    const path = join(folder, `${name}-${look.scheme}-${look.width}.png`) as `${string}.png`
    await on.screenshot({ path, fullPage: true })
  }
  await dressConsole(on, { scheme: 'light', width: 1280 })
}

it('a lesson starts by the keyboard alone: one class, its last sites, the next bell', async () => {
  await says('Start a lesson')
  await says('Only 3 sites, until the bell at 10:40.')
  await isInOrder('start')
  await page.evaluate(() => document.querySelector('h1')?.focus())
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('class')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Start the lesson')
  await page.keyboard.press('Enter')
  await says('25 of 30 enforcing')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await button('End the lesson').click()
  await button('End it now').click()
  await says('The lesson is over')
  await isInOrder('over')
  await page.locator('::-p-aria([name="Start another"][role="link"])').click()
  await says('Start a lesson')
})

it('a site that the policy closes is marked before the start, and can be asked for', async () => {
  await page.locator('textarea').fill(`See https://${CLOSED_SITE}/fractions and khanacademy.org, notes.docx`)
  await button('Add').click()
  await says('2 sites are added.')
  await says('Not read as a site: notes.docx')
  await says('Closed for the whole class.')
  await isInOrder('marked')
  await button('Ask for it: coolmathgames.com').click()
  await says('It is asked for.')
  await says('1 site is closed by the school’s policy and stays closed')
})

it('sites come from the teacher’s own browser, with the frames that they need; each can be dropped', async () => {
  await button('My open tabs').click()
  await says('Your own browser is not connected')
  await stage.ownBrowser(KHAN)
  await button('My open tabs').click()
  await page.locator('input[name="tab"]').click()
  await button('Add these').click()
  await says('geogebra.org')
  await page.locator('textarea').fill('mathigon.org/course')
  await button('Add').click()
  await says('phet.colorado.edu')
  await button('Do without phet.colorado.edu').click()
  await button('Take coolmathgames.com out of the list').click()
  await page.locator('summary').click()
  await page.locator('input[name="name"]').fill('Fractions')
  await button('Save').click()
  await says('The list is saved as “Fractions”.')
})

it('a lesson that runs says who holds it, and who does not and why', async () => {
  const art = { class: stage.art, mode: 'only', sites: [{ host: 'tate.org.uk' }], minutes: 40 }
  await stage.school.ask(LEE, 'POST', '/admin/lessons', art)
  // Whoever was first has the pupil: not both at the same instant.
  vi.setSystemTime(TEN + 1000)
  await button('Start the lesson').click()
  await says('24 of 30 enforcing')
  for (const line of [
    'alfie.cole offline since 09:31',
    'amy.pupil no device',
    'ava.thompson an older version of Kerb',
    'ben.pupil claimed by 9C Art, Mr Lee',
    'callum.reid tampered with',
    'finn.murphy the browser did not take',
  ]) {
    await says(line)
  }
  await isInOrder('running')
})

it('the second teacher claims a pupil, and the first sees it', async () => {
  const lees = await signIn(LEE)
  await says('Running now', lees)
  await isInOrder('running-list', lees)
  await lees.locator('::-p-aria([name="See 9C Art"][role="link"])').click()
  await says('1 of 1 enforcing', lees)
  await button('Claim this pupil for this lesson').click()
  await says('25 of 30 enforcing')
  await says('ben.pupil claimed by 9B Maths, Ms Khan', lees)
  await says('0 of 1 enforcing', lees)
  await lees.browserContext().close()
})

it('a page is opened for one, a pupil is let out and comes back, a site is added, the end is moved', async () => {
  await choose('zara.khan')
  await button('Open a page').click()
  await page.locator('input[name="address"]').fill('phet.colorado.edu/fractions')
  await button('Open it').click()
  await says('1 device is asked to open phet.colorado.edu')
  await vi.waitFor(() =>
    expect(stage.done).toEqual([{ name: ZARA, open: 'https://phet.colorado.edu/fractions' }]),
  )
  await button('Let out of the lesson').click()
  await says('24 of 30 enforcing, 1 let out')
  await choose('zara.khan')
  await button('Bring back in').click()
  await says('25 of 30 enforcing')
  await button('Sites').click()
  await says('phet.colorado.edu')
  await button('Change the end').click()
  await button('10 minutes more').click()
  await says('until 10:50')
})

it('tabs are shown when they are asked for, and one is closed', async () => {
  await button('Show open tabs').click()
  await says('You are looking at the pupils’ tabs.')
  await says('Fraction Wall')
  await says('stopped by Kerb')
  await isInOrder('tabs')
  await button('Close nrich.maths.org of zara.khan').click()
  await says('The device is asked to close nrich.maths.org.')
  await vi.waitFor(() => expect(stage.done.at(-1)).toEqual({ name: ZARA, close: 1 }))
  await button('Hide open tabs').click()
  await page.waitForFunction(() => !document.body.innerText.includes('Fraction Wall'))
})

it('screens are covered beside the lesson, and uncovered', async () => {
  await button('Eyes up').click()
  await page.locator('input[name="message"]').fill('Eyes on me, please')
  await button('Cover the screens').click()
  await says('Eyes up: screens are covered until 10:05.')
  await isInOrder('eyes-up')
  await button('Uncover now').click()
  await says('The screens are uncovered.')
})

it('a lesson is handed over by a code, and its first teacher sees to whom', async () => {
  await button('Hand over').click()
  await button('Make a code').click()
  await isInOrder('hand-over')
  const code = await page.$eval('.code', (node) => node.textContent ?? '')
  const lees = await signIn(LEE)
  await lees.locator('input[name="code"]').fill(code)
  await button('Take it over', lees).click()
  await says('The lesson is yours now.', lees)
  await says('25 of 30 enforcing', lees)
  await says('Mr Lee has taken this lesson over.')
  await lees.browserContext().close()
})

it('what is shown is said to be from before once the connection breaks, and nothing of it is green', async () => {
  await stage.wire.cut()
  await says('The connection to the server is broken')
  await says('25 of 30 enforcing as of 10:0')
  expect(await page.$$('.pupil--good, .standing--well')).toEqual([])
  await isInOrder('broken')
  await stage.wire.mend()
  await page.waitForSelector('.pupil--good')
  expect(await page.evaluate(() => document.body.innerText.includes('is broken'))).toBe(false)
})

it('a lesson that is ended says so', async () => {
  await button('End the lesson').click()
  await button('End it now').click()
  await says('The lesson is over')
  await isInOrder('over')
})

it('the network manager finds what was asked for, and decides', async () => {
  const nells = await signIn(NELL)
  await says('Ms Khan for 9B Maths', nells)
  await isInOrder('requests', nells)
  await button('coolmathgames.com is opened', nells).click()
  await says('No teacher waits for a site.', nells)
  await nells.browserContext().close()
})
