/**
 * What a pupil sees of a lesson besides stopped pages, in a real browser whose worker is killed between the steps: the
 * toolbar, the popup while it is open, and what a new tab shows.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endLesson, setContent, setUntil } from '../../server/lessons/lessons.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import { loaded, openPage, PATIENTLY, rowsOf, run, says, shows, textOf } from './backstops/school.ts'
import { readNotice } from './lessons/notice.ts'
import { openLessonStage } from './lessons/stage.ts'
import type { LessonStage } from './lessons/stage.ts'

let stage: LessonStage
let browser: ManagedBrowser
let lessonPage: string
let popup: string
/** A new tab that was open before the lesson. */
let before: string
let lesson: string

beforeAll(async () => {
  // Where Chromium’s new tab page is a search engine’s, it is this one’s.
  stage = await openLessonStage(['*.test', '*.duckduckgo.com'])
  ;({ browser } = stage)
  lessonPage = `chrome-extension://${browser.extensionId}/lesson.html`
  await readNotice(browser)
}, 180_000)
afterAll(() => stage?.close())

const NEW_TAB = 'chrome://newtab/'
const isBrowsers = (url: string): boolean => /^chrome:\/\/(newtab|new-tab-page)/.test(url)
const showsBrowsers = (tab: string) => browser.waitForTab(isBrowsers, tab)

/** What this browser session recorded as stopped. */
const tries = async () => (await rowsOf(browser)).filter(({ kind }) => kind === 'blocked')

const toolbar = () =>
  browser.evaluateInWorker(async () => ({
    title: await chrome.action.getTitle({}),
    badge: await chrome.action.getBadgeText({}),
  }))
const toolbarSays = (badge: string) =>
  until(async () => (await toolbar()).badge === badge, { what: `the badge “${badge}”`, within: PATIENTLY })

async function press(tab: string, site: string): Promise<void> {
  await says(browser, tab, site)
  const link = `[...document.querySelectorAll('a')].find((one) => one.textContent === '${site}')`
  await run(browser, tab, `setTimeout(() => ${link}.click())`)
}

test('outside lessons a new tab is the browser’s own, and nothing speaks of a lesson', async () => {
  before = await browser.open(NEW_TAB)
  await showsBrowsers(before)
  popup = await browser.open(`chrome-extension://${browser.extensionId}/popup.html`)
  await says(browser, popup, 'You are protected')
  expect(await textOf(browser, popup)).not.toContain('Your teacher can see')
  expect((await toolbar()).badge).toBe('')
}, 180_000)

test('a lesson that starts is seen on the toolbar, in the open popup and in new tabs', async () => {
  lesson = await stage.start({
    sites: [{ host: 'maths.test' }, { host: 'book.test', path: '/maths' }],
    message: 'Page 12, please.',
  })
  await stage.heard(true)
  await says(browser, popup, '9B Maths with khan@hill.test, until')
  await says(browser, popup, 'Your teacher can see which pages are open in this lesson.')
  await toolbarSays('Work')
  expect((await toolbar()).title).toMatch(
    /^Kerb: 9B Maths with khan@hill\.test, until [^.]*\d\d:\d\d\. khan@hill\.test can see your tabs until/,
  )
  await shows(browser, before, lessonPage)
  await says(browser, before, 'Page 12, please.')
  const next = await browser.open(NEW_TAB)
  await shows(browser, next, lessonPage)
  await press(next, 'maths.test')
  await loaded(browser, next, 'http://maths.test/')
}, 180_000)

test('a new tab that wakes the worker shows the lesson too, and is no try of the pupil’s', async () => {
  await browser.killWorker()
  const cold = await browser.open(NEW_TAB)
  await shows(browser, cold, lessonPage)
  await says(browser, cold, 'book.test/maths')
  await browser.killWorker()
  await run(browser, cold, 'setTimeout(() => location.reload())')
  await says(browser, cold, '9B Maths')
  // The new tab page of this browser is a search engine's, which the lesson closes.
  expect(await tries()).toEqual([])
}, 180_000)

test('the pages follow a lesson that changes, with a worker that knows nothing of them', async () => {
  await browser.killWorker()
  const eyesUp = { mode: 'eyes-up' as const, message: 'Look at the board.' }
  expect(await setContent(stage.context, lesson, eyesUp, Date.now())).toBe(true)
  await stage.heard(false)
  await says(browser, before, 'Eyes up, please')
  await says(browser, popup, 'Look at the board.')
  await toolbarSays('Look')
  const only = { mode: 'only' as const, message: 'Back to work.' }
  expect(await setContent(stage.context, lesson, only, Date.now())).toBe(true)
  await stage.heard(true)
  await says(browser, before, 'Back to work.')
}, 180_000)

test('a browser that starts in a lesson shows it where a new tab would be', async () => {
  await browser.relaunch([NEW_TAB])
  const { targetId } = await browser.waitForTab((url) => url === lessonPage)
  await says(browser, targetId, '9B Maths')
  before = targetId
  popup = await browser.open(`chrome-extension://${browser.extensionId}/popup.html`)
  await says(browser, popup, '9B Maths')
  expect(await tries()).toEqual([])
}, 180_000)

test('a stopped page lists what is open instead', async () => {
  const art = await browser.open('http://art.test/')
  await says(browser, art, 'Sites for this lesson')
  await press(art, 'maths.test')
  await loaded(browser, art, 'http://maths.test/')
}, 180_000)

test('it ends by itself: tabs go back to the browser, popup and toolbar to what they said before', async () => {
  await browser.killWorker()
  const end = Date.now() + 20_000
  expect(await setUntil(stage.context.db, lesson, end, Date.now())).toBe(true)
  await stage.heard(true)
  await showsBrowsers(before)
  await until(async () => !(await textOf(browser, popup)).includes('9B Maths'), {
    what: 'the popup to be without the lesson',
    within: PATIENTLY,
  })
  await toolbarSays('')
  const next = await browser.open(NEW_TAB)
  await showsBrowsers(next)
  // Long enough for a worker that would take it.
  await openPage(browser, 'http://art.test/')
  await showsBrowsers(next)
}, 180_000)

test('a lesson of all sites but some leaves new tabs to the browser', async () => {
  const allBut = await stage.start({ mode: 'except', sites: [{ host: 'maths.test' }] })
  await stage.heard(true)
  await toolbarSays('Work')
  const next = await browser.open(NEW_TAB)
  await showsBrowsers(next)
  await says(browser, popup, 'All sites are open but these:')
  await endLesson(stage.context.db, allBut, Date.now())
  await stage.heard(false)
  await toolbarSays('')
}, 180_000)
