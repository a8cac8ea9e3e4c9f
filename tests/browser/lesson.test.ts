/**
 * A lesson on a pupil's device, from the school server to the tabs: in force with a heartbeat, through the worker's death
 * and a restart of the browser, and over when it ends. The console that starts one is other tests' business.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endLesson } from '../../server/lessons/lessons.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { until } from '../rig/until.ts'
import type { TestWeb } from '../rig/web.ts'
import { openPage, PATIENTLY, run, says, showsBlocked, shows, stoppedFor } from './backstops/school.ts'
import { openLessonStage } from './lessons/stage.ts'
import type { LessonStage } from './lessons/stage.ts'

let stage: LessonStage
let web: TestWeb
let browser: ManagedBrowser

beforeAll(async () => {
  stage = await openLessonStage()
  ;({ web, browser } = stage)
  web.on(
    'maths.test',
    '/',
    '<h1>maths</h1><iframe src="http://player.test/"></iframe><iframe src="http://other.test/"></iframe>',
  )
  // What it opens is in its sandbox too, and has no origin.
  web.on('news.test', '/boxed', (_, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-security-policy', 'sandbox allow-scripts allow-popups')
    response.end('<title>news</title>')
  })
}, 180_000)
afterAll(() => stage?.close())

let lesson: string
let open: string

const FOR_ITSELF = `const made = open('about:blank'); made.document.write(html); made.document.close()`
/** A page in a sandbox may write into nothing that it opens, and hands it over whole. */
const AS_A_BLOB = `open(URL.createObjectURL(new Blob([html], { type: 'text/html' })))`

/** A page writes a window that has no address of its own. @returns the window's tab */
async function written(page: string, title: string, how = FOR_ITSELF): Promise<string> {
  const html = JSON.stringify(`<title>${title}</title><h1>${title}</h1>`)
  await run(browser, page, `{ const html = ${html}; ${how}; 0 }`)
  const { targetId } = await until(
    async () => (await browser.tabs()).find((one) => one.title === title && /^(about|blob):/.test(one.url)),
    { what: `the window “${title}”`, within: PATIENTLY },
  )
  return targetId
}

test('closes over what is open, leaves its own sites, and says whose it is', async () => {
  open = await openPage(browser, 'http://news.test/')
  const own = await openPage(browser, 'http://maths.test/')
  const game = await written(open, 'A game')
  const kept = await written(own, 'Angles')
  const maker = await openPage(browser, 'http://news.test/boxed')
  const boxed = await written(maker, 'A boxed game', AS_A_BLOB)
  const closing = await openPage(browser, 'http://news.test/closing')
  const orphan = await written(closing, 'A game without its page')
  await browser.cdp.send('Target.closeTarget', { targetId: closing })
  lesson = await stage.start()
  await stage.heard(true)
  await showsBlocked(browser, open, 'http://news.test/')
  await showsBlocked(browser, game, 'http://news.test/')
  await showsBlocked(browser, boxed, 'http://news.test/boxed')
  await showsBlocked(browser, orphan, 'http://news.test/closing')
  expect(await browser.tabs()).toContainEqual(
    expect.objectContaining({ targetId: kept, url: 'about:blank', title: 'Angles' }),
  )
  await says(browser, open, 'khan@hill.test has chosen the sites for 9B Maths')
  await shows(browser, own, 'http://maths.test/')
  const again = await openPage(browser, 'http://maths.test/?again')
  await until(() => run<boolean>(browser, again, `document.querySelectorAll('[role=note]').length === 1`), {
    what: 'the notice in place of the other frame',
    within: PATIENTLY,
  })
  web.log.length = 0
  await showsBlocked(browser, await browser.open('http://art.test/'), 'http://art.test/')
  await showsBlocked(browser, await browser.open('http://player.test/'), 'http://player.test/')
  expect(web.leaked(['art.test', 'player.test'])).toBe(0)
}, 180_000)

test('holds through the death of the worker and a restart of the browser, with the server away', async () => {
  await stage.school.stop()
  await browser.killWorker()
  web.log.length = 0
  await showsBlocked(browser, await browser.open('http://cold.art.test/'), 'http://cold.art.test/')
  await browser.relaunch(['http://launch.art.test/'])
  const { targetId } = await browser.waitForTab(
    (url) => stoppedFor(browser, url) === 'http://launch.art.test/',
  )
  // The teacher's name was not on the disk.
  await says(browser, targetId, 'Your teacher has chosen the sites for 9B Maths')
  await openPage(browser, 'http://maths.test/')
  expect(web.leaked(['art.test'])).toBe(0)
  await stage.school.start()
  open = targetId
}, 180_000)

test('ends when the teacher ends it, and what it had closed comes back', async () => {
  await endLesson(stage.context.db, lesson, Date.now())
  await stage.heard(false)
  await shows(browser, open, 'http://launch.art.test/')
  await openPage(browser, 'http://player.test/')
}, 180_000)
