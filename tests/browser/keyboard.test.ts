/** Pages about a pupil, gone through by the keyboard alone: what they ask can be answered, and the keyboard is never nowhere. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RecordAnswer } from '../../lib/messages/record.ts'
import { builtExtension } from '../rig/crx.ts'
import { Keyboard } from '../rig/keyboard.ts'
import { until } from '../rig/until.ts'
import { AGREEMENTS } from './pages/agreement-samples.ts'
import { NOTICES } from './pages/knowing-samples.ts'
import { RECORDS } from './pages/record-samples.ts'
import { SCENES } from './pages/scenes.ts'
import { openStage, type Answers, type Stage } from './pages/stage.ts'

let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await openStage(builtExtension())
})
afterAll(() => stage?.close())
afterEach(() => page?.close())

async function open(path: string, answers: Answers): Promise<Keyboard> {
  page = await stage.show(path, answers)
  await page.bringToFront()
  return new Keyboard(page)
}

/** What the page has told the worker under this name. */
const said = (name: string) =>
  page.evaluate(
    (name) =>
      (globalThis as unknown as { sent: { kerb: string }[] }).sent.filter(({ kerb }) => kerb === name),
    name,
  )

test('the agreement is read, understood and agreed to, with a wrong answer and a look back', async () => {
  const keys = await open('agreement.html', {
    agreement: AGREEMENTS['reading'],
    agree: AGREEMENTS['agreed'],
  })
  await keys.press('I have read it. Ask me')
  await keys.isAt('«Somebody is unkind online.')
  await keys.press('«Be unkind back»')
  await keys.isAt('«Be unkind back»')
  await keys.press('Back')
  await keys.isAt('«How we use computers»')
  await keys.press('I have read it. Ask me')
  await keys.press('«Tell an adult»', 'Space')
  await keys.press('Go on')
  await keys.isAt('Will you keep to it?')
  expect(await said('agree')).toEqual([])
  await keys.to('I have read this and will keep to it')
  await page.evaluate((agreement) => {
    const { answers } = globalThis as unknown as { answers: Record<string, unknown> }
    answers['agreement'] = agreement
  }, AGREEMENTS['agreed'])
  await page.keyboard.press('Enter')
  await keys.isAt('Thank you!')
  expect(await said('agree')).toHaveLength(1)
  await keys.press('Read it again')
  await keys.to('our site')
})

test('what is recorded is read and told to have been seen; the record is one press away', async () => {
  const keys = await open('welcome.html', { notice: NOTICES.first })
  await keys.to('What does the school see about me?')
  // Nobody can say that it was seen: the page says so, and the keyboard stays.
  await keys.press('I have seen this')
  await page.waitForSelector('[role=alert]')
  await keys.isAt('I have seen this')
  expect(await said('notice.seen')).toHaveLength(1)
})

test('a long day in the record is scrolled through', async () => {
  const { told } = RECORDS
  const [row] = told.answer.record.rows
  const rows = Array.from({ length: 60 }, (_, at) => ({ ...row!, seq: at, at: row!.at - at * 60_000 }))
  const record: RecordAnswer = {
    ...told,
    answer: { kind: 'told', record: { ...told.answer.record, rows } },
  }
  const keys = await open('record.html', { record })
  await keys.to('What the school has from today')
  await page.keyboard.press('End')
  await until(() => page.$eval('.record__rows', (list) => list.scrollTop > 0), { what: 'the rows to move' })
})

const ABOUT = /^(agreement|record|welcome)\.html/
test.each(SCENES.filter(({ path }) => ABOUT.test(path)))('everything is reached: $name', async (scene) => {
  page = await stage.show(scene.path, scene.answers, scene.look, scene.play)
  await page.bringToFront()
  const places = await new Keyboard(page).around()
  const pressed = await page.$$eval(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    (all) => {
      const isThere = (one: Element) => one.checkVisibility() && !one.matches(':disabled')
      return all.filter(isThere).map((one) => (globalThis as unknown as { been: Set<Element> }).been.has(one))
    },
  )
  expect(pressed).toEqual(pressed.map(() => true))
  expect(places.length).toBeGreaterThanOrEqual(pressed.length)
})
