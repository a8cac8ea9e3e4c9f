/** The start of a lesson on the console, in a real browser against the real server. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, it, vi } from 'vitest'
import { KHAN, MINUTE, TEN } from '../../server/lessons/testing-lessons.ts'
import { CLOSED_SITE, LessonStage, NELL } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

const SITES = [{ host: 'nrich.maths.org' }, { host: 'bbc.co.uk', path: '/bitesize' }, { host: 'desmos.com' }]

let stage: LessonStage
let browser: Browser
let khan: Teacher

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  await stage.devices()
  await hadLesson()
  browser = await launchStaffBrowser()
  khan = await Teacher.signIn(browser, stage, KHAN)
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

/** Yesterday's, which is over. */
async function hadLesson(): Promise<void> {
  const id = await stage.school.lesson(stage.maths, KHAN, { sites: SITES, frames: ['player.vimeo.com'] })
  await stage.school.server.context.db
    .updateTable('lessons')
    .set({ started: TEN - 1440 * MINUTE, until: TEN - 1400 * MINUTE })
    .where('id', '=', id)
    .execute()
}

it('starts by the keyboard alone: one class, its last sites, the next bell', async () => {
  const { page } = khan
  await khan.sees('Only 3 sites, until the bell at 10:40.')
  await khan.isInOrder('start')
  await page.evaluate(() => document.querySelector('h1')?.focus())
  await page.keyboard.press('Tab')
  await khan.isOn('class')
  await page.keyboard.press('Tab')
  await khan.isOn('Start the lesson')
  await page.keyboard.press('Enter')
  await khan.sees('25 of 30 enforcing')
  await khan.isOn('9B Maths')
  await khan.press('End the lesson')
  await khan.fitsNarrow('end')
  await khan.press('End it now')
  await khan.sees('The lesson is over It was ended.')
  await khan.isOn('The lesson is over')
  await khan.follow('Start another')
  await khan.sees('Start a lesson')
})

it('a site that the policy closes is marked before, and can be asked for', async () => {
  await khan.fill('textarea', `See https://${CLOSED_SITE}/fractions and khanacademy.org, notes.docx`)
  await khan.press('Add')
  await khan.sees('2 sites are added.')
  await khan.sees('Not read as a site: notes.docx')
  await khan.sees('Closed for the whole class.')
  await khan.isInOrder('marked')
  await khan.press('Ask for it: coolmathgames.com')
  await khan.sees('It is asked for.')
  await khan.sees('1 site is closed by the school’s policy and stays closed')
})

it('sites come from the teacher’s own browser, with the frames that they need; each can be dropped', async () => {
  await khan.press('My open tabs')
  await khan.sees('Your own browser is not connected')
  await stage.ownBrowser(KHAN)
  await khan.press('My open tabs')
  await khan.page.waitForSelector('input[name="tab"]')
  await khan.isInOrder('own-tabs')
  await khan.page.locator('input[name="tab"]').click()
  await khan.press('Add these')
  await khan.sees('geogebra.org')
  await khan.fill('textarea', 'mathigon.org/course')
  await khan.press('Add')
  await khan.press('Do without phet.colorado.edu')
  await khan.isOn('nrich.maths.org')
  await khan.press('Take coolmathgames.com out of the list')
  await khan.page.locator('summary').click()
  await khan.fill('input[name="name"]', 'Fractions')
  await khan.press('Save')
  await khan.sees('The list is saved as “Fractions”.')
  await khan.choose('A time…')
  await khan.fitsNarrow('time')
  await khan.choose('Eyes up')
  await khan.fitsNarrow('cover')
  await khan.sees('Screens covered, for 5 minutes.')
})

it('the network manager finds what was asked for, and decides', async () => {
  const nell = await Teacher.signIn(browser, stage, NELL)
  await nell.sees('Ms Khan for 9B Maths')
  await nell.isInOrder('requests')
  await nell.press('coolmathgames.com is opened')
  await nell.sees('Nobody waits for a page, a file or a site.')
  await nell.leave()
})
