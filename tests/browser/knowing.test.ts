/**
 * What pupils are told about themselves, in a really managed browser with the real server: the notice, the quiet sign, and
 * a pause that comes and goes. The worker is killed between the steps.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endLesson } from '../../server/lessons/lessons.ts'
import { until } from '../rig/until.ts'
import { openPage, PATIENTLY, press, run, says, shows, showsBlocked, textOf } from './backstops/school.ts'
import { heard, LEAST, ours, publish, urlOf } from './lessons/knowing.ts'
import { openLessonStage, type LessonStage } from './lessons/stage.ts'

let stage: LessonStage

beforeAll(async () => {
  stage = await openLessonStage()
})
afterAll(() => stage?.close())

const pause = (until: number) => ({
  id: 'pause-1',
  person: 'amy.pupil@hill.test',
  from: Date.now() - 60_000,
  until,
  reason: 'You used a class-mate’s password.',
  open: ['maths.test'],
})

const title = () => stage.browser.evaluateInWorker(() => chrome.action.getTitle({}))
const notices = async () =>
  (await stage.browser.tabs()).filter(({ url }) => url === ours(stage, 'welcome.html')).length

test('a new tab shows once what is recorded, and again when it has grown', async () => {
  const { browser } = stage
  await publish(stage, {})
  await heard(stage, 'the school’s policy', async () => (await title()).includes('Recording is on'))
  // The one that the browser began with, or the first that is opened.
  const first = await browser.open('chrome://newtab/')
  const tab = await until(
    async () => (await browser.tabs()).find(({ url }) => url === ours(stage, 'welcome.html'))?.targetId,
    { what: 'the notice', within: PATIENTLY },
  )
  await says(browser, tab, 'What your school writes down')
  expect(await textOf(browser, tab)).toMatch(
    /which sites you open.*what you search for[\s\S]*365 days[\s\S]*never/,
  )
  // Another one beside it stays what it is.
  if (tab === first) await browser.open('chrome://newtab/')
  expect(await notices()).toBe(1)
  await browser.killWorker()
  await press(browser, tab, 'I have seen this')
  await until(async () => (await notices()) === 0, { what: 'the tab to be given back', within: PATIENTLY })
  await browser.killWorker()
  await browser.open('chrome://newtab/')
  const popup = await openPage(browser, ours(stage, 'popup.html'))
  await says(browser, popup, 'Recording is on')
  expect(await textOf(browser, popup)).not.toContain('Read this first')
  expect(await notices()).toBe(0)
  // A step up: the popup says so while it is open, and the notice is due again.
  await publish(stage, { recording: { ...LEAST, detail: 'titles', reason: 'A project in May.' } })
  await heard(stage, 'the popup to follow', async () =>
    (await textOf(browser, popup)).includes('titles of pages'),
  )
  await says(browser, popup, 'Read this first')
  const again = await openPage(browser, ours(stage, 'welcome.html'))
  await says(browser, again, 'Your school writes down more now')
  await press(browser, again, 'I have seen this')
  await until(
    async () =>
      !(await textOf(browser, popup)).includes('Read this first') ||
      (await run(browser, popup, 'location.reload()'), false),
    {
      what: 'the popup to know',
      within: PATIENTLY,
      every: 1000,
    },
  )
})

test('in a lesson the icon and the popup say who can see the tabs', async () => {
  const { browser } = stage
  const lesson = await stage.start()
  await stage.heard(true)
  await until(async () => /can see your tabs until/.test(await title()), {
    what: 'the sign',
    within: PATIENTLY,
  })
  const popup = await openPage(browser, ours(stage, 'popup.html'))
  await says(browser, popup, 'can see your tabs until')
  await endLesson(stage.context.db, lesson, Date.now())
  await stage.heard(false)
  await until(async () => !(await textOf(browser, popup)).includes('can see your tabs'), {
    what: 'the popup to follow',
    within: PATIENTLY,
  })
  expect(await title()).not.toContain('can see your tabs')
})

test('a pause says why, until when and whom to ask; set work opens; it ends by itself', async () => {
  const { browser, web } = stage
  const tab = await openPage(browser, 'http://news.test/')
  await publish(stage, { suspensions: [pause(Date.now() + 3 * 86_400_000)] })
  await heard(stage, 'the pause', async () => (await urlOf(stage, tab)).includes('blocked.html'))
  await showsBlocked(browser, tab, 'http://news.test/')
  await says(browser, tab, 'Your browsing is paused')
  const said = await textOf(browser, tab)
  expect(said).toMatch(/That is in 3 days/)
  expect(said).toMatch(
    /You used a class-mate’s password[\s\S]*maths\.test[\s\S]*any adult you trust[\s\S]*Childline/,
  )
  const popup = await openPage(browser, ours(stage, 'popup.html'))
  await says(browser, popup, 'Your browsing is paused until')
  expect(await title()).toContain('your browsing is paused until')
  await browser.killWorker()
  // Set work opens from its link.
  await run(browser, tab, `document.querySelector('.sites a').click()`)
  await until(async () => (await urlOf(stage, tab)) === 'http://maths.test/', {
    what: 'the set work',
    within: PATIENTLY,
  })
  // The worker was cold: what it held comes a moment later.
  await web.served('maths.test', '/')
  const other = await browser.open('http://other.test/')
  await says(browser, other, 'Your browsing is paused')
  // Made shorter; then nothing but its own end is waited for.
  await publish(stage, { suspensions: [pause(Date.now() + 25_000)] })
  await heard(stage, 'the shorter pause', async () => /minute/.test(await textOf(browser, other)))
  await browser.killWorker()
  await shows(browser, other, 'http://other.test/')
})

test('a pause that is lifted lets go of the page at once', async () => {
  const { browser } = stage
  const tab = await openPage(browser, 'http://news.test/')
  await publish(stage, { suspensions: [pause(Date.now() + 86_400_000)] })
  await heard(stage, 'the pause', async () => (await urlOf(stage, tab)).includes('blocked.html'))
  await says(browser, tab, 'Your browsing is paused')
  await publish(stage, {})
  await heard(stage, 'the page again', async () => (await urlOf(stage, tab)) === 'http://news.test/')
})
