/** A lesson while it runs, on the console, in a real browser against the real server. */
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { KHAN, TEN } from '../../server/lessons/testing-lessons.ts'
import { LEE, LessonStage } from '../fixtures/lesson-stage.ts'
import { Teacher } from '../fixtures/teacher.ts'
import { launchStaffBrowser } from '../rig/console.ts'

const ZARA = 'zara.khan@school.example'
const PAGE = 'https://phet.colorado.edu/fractions'

let stage: LessonStage
let browser: Browser
let khan: Teacher

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LessonStage.open()
  await stage.devices()
  browser = await launchStaffBrowser()
  const start = (who: string, lesson: object) =>
    stage.school.ask(who, 'POST', '/admin/lessons', { mode: 'only', minutes: 40, ...lesson })
  await start(LEE, { class: stage.art, sites: [{ host: 'tate.org.uk' }] })
  // Whoever was first has the pupil: not both at the same instant.
  vi.setSystemTime(TEN + 1000)
  await start(KHAN, { class: stage.maths, sites: [{ host: 'nrich.maths.org' }], message: 'Page 12, please' })
  khan = await Teacher.signIn(browser, stage, KHAN)
  await khan.follow('See 9B Maths')
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
  vi.useRealTimers()
})

it('says who holds it, and who does not and why', async () => {
  for (const line of [
    '24 of 30 enforcing',
    'alfie.cole offline since 09:31',
    'amy.pupil no device',
    'ava.thompson an older version of Kerb',
    'ben.pupil claimed by 9C Art, Mr Lee',
    'callum.reid tampered with',
    'finn.murphy the browser did not take',
  ])
    await khan.sees(line)
  await khan.isInOrder('running')
})

it('the second teacher claims a pupil, and the first sees it', async () => {
  const lee = await Teacher.signIn(browser, stage, LEE)
  await lee.sees('Running now')
  await lee.isInOrder('running-list')
  await lee.follow('See 9C Art')
  await lee.sees('1 of 1 enforcing')
  await khan.press('Claim this pupil for this lesson')
  await khan.sees('25 of 30 enforcing')
  await lee.sees('ben.pupil claimed by 9B Maths, Ms Khan')
  await lee.sees('0 of 1 enforcing')
  await lee.leave()
})

it('a page is opened for one, with its site; a pupil is let out and comes back', async () => {
  await khan.choose('zara.khan')
  await khan.isPictured('chosen')
  await khan.press('Open a page')
  await khan.fitsNarrow('open')
  await khan.fill('input[name="address"]', 'phet.colorado.edu/fractions')
  await khan.press('Open it')
  await khan.sees('1 device is asked to open phet.colorado.edu')
  await vi.waitFor(() => expect(stage.done).toEqual([{ name: ZARA, open: PAGE }]))
  await khan.press('Let out of the lesson')
  await khan.sees('24 of 30 enforcing, 1 let out')
  await khan.choose('zara.khan')
  await khan.press('Bring back in')
  await khan.sees('25 of 30 enforcing')
  await khan.press('Sites')
  await khan.sees('phet.colorado.edu')
  await khan.fitsNarrow('sites')
})

it('its end is moved', async () => {
  await khan.press('Change the end')
  await khan.fitsNarrow('longer')
  await khan.press('10 minutes more')
  await khan.sees('until 10:50')
  await khan.isOn('Change the end')
})

it('it is said that it ends soon', async () => {
  const until = async (minutes: number) => {
    const [own] = (await stage.school.ask(KHAN, 'GET', '/admin/lessons')).json<{
      lessons: { id: string }[]
    }>().lessons
    await stage.school.ask(KHAN, 'POST', `/admin/lessons/${own?.id}/until`, { minutes })
  }
  await until(1)
  await khan.sees('The lesson ends in less than two minutes.')
  await khan.isPictured('ends-soon')
  await until(50)
  await khan.sees('until 10:50')
})

it('tabs are shown when they are asked for, and one is closed', async () => {
  await khan.press('Show open tabs')
  await khan.sees('You are looking at the pupils’ tabs.')
  await khan.sees('Fraction Wall')
  await khan.sees('coolmathgames.com in front stopped')
  await khan.isInOrder('tabs')
  await khan.press('Close nrich.maths.org of zara.khan')
  await khan.sees('The device is asked to close nrich.maths.org.')
  await vi.waitFor(() => expect(stage.done.at(-1)).toEqual({ name: ZARA, close: 1 }))
  await khan.press('Hide open tabs')
  await khan.page.waitForFunction(() => !document.body.innerText.includes('Fraction Wall'), { polling: 200 })
})

it('screens are covered beside it, and uncovered', async () => {
  await khan.press('Eyes up')
  await khan.fill('input[name="message"]', 'Eyes on me, please')
  await khan.press('Cover the screens')
  await khan.sees('Eyes up until 10:05. Covered screens say: “Eyes on me, please” 25 of 30 enforcing')
  await khan.isInOrder('eyes-up')
  await khan.press('Uncover now')
  await khan.sees('Eyes up has ended.')
})

it('it is handed over by a code, and its first teacher sees to whom', async () => {
  await khan.press('Hand over')
  await khan.press('Make a code')
  await khan.page.waitForSelector('.code')
  await khan.isInOrder('hand-over')
  const code = await khan.page.$eval('.code', (node) => node.textContent ?? '')
  const lee = await Teacher.signIn(browser, stage, LEE)
  await lee.fill('input[name="code"]', code)
  await lee.isPictured('take-over')
  await lee.press('Take it over')
  await lee.sees('The lesson is yours now.')
  await lee.sees('25 of 30 enforcing')
  await khan.sees('Mr Lee has taken this lesson over.')
  await lee.leave()
})

it('what is shown is said to be from before once the connection breaks, and nothing of it is green', async () => {
  await stage.wire.cut()
  await khan.sees('The connection to the server is broken')
  await khan.sees('25 of 30 enforcing as of 10:0')
  expect(await khan.page.$$('.pupil--good, .standing--well')).toEqual([])
  await khan.isInOrder('broken')
  await stage.wire.mend()
  await khan.page.waitForSelector('.pupil--good')
  expect(await khan.page.evaluate(() => document.body.innerText.includes('is broken'))).toBe(false)
})

it('ended elsewhere, it says so', async () => {
  const { lessons } = (await stage.school.ask(KHAN, 'GET', '/admin/lessons')).json<{
    lessons: { id: string }[]
  }>()
  for (const { id } of lessons) await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${id}`)
  await khan.sees('The lesson is over It was ended.')
  await khan.isInOrder('over')
})
