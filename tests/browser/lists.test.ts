/**
 * Lists that are too many for memory and for the browser's rules, in a managed browser with a real server: what only the
 * index knows is stopped with the worker warm, cold and after a restart; rubbish changes nothing; a new index counts at once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { startSchool } from '../rig/server.ts'
import type { School } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import { hasRuleFor, openPage, PATIENTLY, run, showsBlocked, startSchoolBrowser } from './backstops/school.ts'
import { plenty, publisherOf, type Publisher } from './lists/publish.ts'

let web: TestWeb
let school: School
let lists: Publisher
let browser: ManagedBrowser

type Names = [string, CategoryId[]][]
const INDEXED: Names = [...plenty(20_000), ['rare.test', ['gambling']], ['cold.test', ['adult']]]
const HOT: Names = [['cold.test', ['adult']]]

const minute = (): Promise<void> =>
  browser.evaluateInWorker(() => chrome.alarms.create('minute', { when: Date.now(), periodInMinutes: 1 }))

/** Has the device ask until the rules hold this name: they and the index change in one step. */
async function takes(host: string): Promise<void> {
  await minute()
  await until(() => hasRuleFor(browser, host), { what: `the lists that hold ${host}`, within: PATIENTLY })
}

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  lists = await publisherOf(school)
  await Promise.all([school.openWindow(5), lists.lists(INDEXED, HOT)])
  const values = { serverAddress: school.address, serverKeys: school.keys, enrolmentToken: school.token }
  browser = await startSchoolBrowser(values, { web })
  await takes('cold.test')
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await lists?.close()
  await Promise.all([web?.close(), school?.close()])
})

test('what only the index knows is stopped at once while the worker is warm, in a page and in a frame', async () => {
  await showsBlocked(browser, await browser.open('http://www.rare.test/'), 'http://www.rare.test/')
  await openPage(browser, 'http://fine.test/')
  web.on('a.test', '/frame', '<h1>permitted</h1><iframe src="http://in.rare.test/"></iframe>')
  const tab = await openPage(browser, 'http://a.test/frame')
  await until(() => run<boolean>(browser, tab, `document.querySelectorAll('[role=note]').length === 1`), {
    what: 'the notice in place of the frame',
    within: PATIENTLY,
  })
})

test('with the worker cold the rules hold what is theirs, and what is the index’s is taken out', async () => {
  await browser.killWorker()
  await showsBlocked(browser, await browser.open('http://www.cold.test/'), 'http://www.cold.test/')
  expect(web.leaked(['cold.test'])).toBe(0)
  await browser.killWorker()
  await showsBlocked(browser, await browser.open('http://later.rare.test/'), 'http://later.rare.test/')
  expect(web.seen('later.rare.test', '/').length).toBeLessThanOrEqual(1)
})

test('after a restart, given at launch, too; and without the server', async () => {
  await school.stop()
  await browser.relaunch(['http://launch.rare.test/'])
  const { targetId } = await browser.waitForTab((url) => url.includes('blocked.html'))
  await showsBlocked(browser, targetId, 'http://launch.rare.test/')
  await openPage(browser, 'http://fine.test/again')
  await school.start()
})

test('rubbish changes nothing; lists that put something right count at once, in rules and index', async () => {
  const right: Names = [...plenty(20_000), ['new.test', ['gambling']], ['newly-cold.test', ['adult']]]
  const hot: Names = [['newly-cold.test', ['adult']]]
  await lists.lists(right, hot, true)
  await minute()
  const refused = () =>
    browser.evaluateInWorker(async () =>
      JSON.stringify(await chrome.storage.session.get()).includes('lists-index-refused'),
    )
  await until(refused, { what: 'the refusal', within: PATIENTLY })
  await showsBlocked(browser, await browser.open('http://still.rare.test/'), 'http://still.rare.test/')
  expect(await hasRuleFor(browser, 'cold.test')).toBe(true)

  await lists.lists([...right, ['one-more.test', ['games']]], hot)
  await takes('newly-cold.test')
  await showsBlocked(browser, await browser.open('http://new.test/'), 'http://new.test/')
  await openPage(browser, 'http://rare.test/')
  expect(web.leaked(['cold.test', 'newly-cold.test'])).toBe(0)
})
