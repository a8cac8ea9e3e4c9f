/**
 * A lesson on a pupil's device, from the school server to the tabs: in force with a heartbeat, through the worker's death
 * and a restart of the browser, and over when it ends. The console that starts one is other tests' business.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { changeMembers, makeClass } from '../../server/classes/hand.ts'
import { openContext } from '../../server/context.ts'
import type { Context } from '../../server/context.ts'
import { readEnvironment } from '../../server/environment.ts'
import { endLesson, startLesson } from '../../server/lessons/lessons.ts'
import { samplePolicy } from '../../server/testing.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { startSchool } from '../rig/server.ts'
import type { School } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import {
  hasRuleFor,
  openPage,
  PATIENTLY,
  run,
  says,
  showsBlocked,
  shows,
  startSchoolBrowser,
  stoppedFor,
} from './backstops/school.ts'

const ALL_WEEK = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
const AMY = 'amy.pupil@hill.test'
const KHAN = 'khan@hill.test'

let web: TestWeb
let school: School
let browser: ManagedBrowser
/** The school's database, beside the running server. */
let context: Context
let maths: number

beforeAll(async () => {
  ;[web, school] = await Promise.all([startWeb(), startSchool()])
  web.on(
    'maths.test',
    '/',
    '<h1>maths</h1><iframe src="http://player.test/"></iframe><iframe src="http://other.test/"></iframe>',
  )
  await school.openWindow(5)
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const open = { ...groups[defaultGroup]!, entries: [], timetable: [], unknownHosts: 'allow' as const }
  await school.publish({
    ...sample,
    defaultGroup,
    groups: { [defaultGroup]: open },
    people: {},
    unblocks: [],
    suspensions: [],
    lessons: { hours: ALL_WEEK, onSiteOnly: false },
  })
  browser = await startSchoolBrowser(
    {
      serverAddress: school.address,
      serverKeys: school.keys,
      enrolmentToken: school.token,
      userName: AMY,
      group: defaultGroup,
      blockEntries: ['bad.test'],
    },
    { web },
  )
  context = await openContext(
    readEnvironment({ KERB_DATA: join(school.folder, 'data'), KERB_KEYS: join(school.folder, 'keys') }),
  )
  const by = { actor: 'test', now: Date.now() }
  maths = await makeClass(context.db, '9B Maths', by)
  await changeMembers(context, maths, { role: 'pupils', action: 'add', addresses: AMY }, by)
  const confirmed = () =>
    school.query<{ n: number }>(`SELECT count(*) AS n FROM installations WHERE state = 'confirmed'`)[0]?.n ===
    1
  await until(async () => confirmed() || (await sendNow(browser), false), {
    what: 'the device to be let in',
    within: PATIENTLY,
    every: 1000,
  })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await context?.close()
  await Promise.all([web?.close(), school?.close()])
})

const start = async (more: Partial<Pick<Lesson, 'mode' | 'sites'>> = {}): Promise<string> => {
  const teacher = await context.people.numberOf(context.db, KHAN)
  const asked = {
    class: maths,
    mode: 'only' as const,
    sites: [{ host: 'maths.test' }],
    frames: ['player.test'],
    minutes: 30,
    ...more,
  }
  return startLesson(context, { teacher, className: '9B Maths' }, asked, Date.now())
}

/** Whether the browser's own rules hold a lesson; asks the server first. */
const heard = async (isThere: boolean): Promise<void> => {
  await sendNow(browser)
  await until(async () => (await hasRuleFor(browser, 'maths.test')) === isThere, {
    what: `the lesson’s rules ${isThere ? 'in' : 'out of'} the browser`,
    within: PATIENTLY,
  })
}

let lesson: string
let open: string

test('closes over what is open, leaves its own sites, and says whose it is', async () => {
  open = await openPage(browser, 'http://news.test/')
  const own = await openPage(browser, 'http://maths.test/')
  lesson = await start()
  await heard(true)
  await showsBlocked(browser, open, 'http://news.test/')
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
  await school.stop()
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
  await school.start()
  open = targetId
}, 180_000)

test('ends when the teacher ends it, and what it had closed comes back', async () => {
  await endLesson(context.db, lesson, Date.now())
  await heard(false)
  await shows(browser, open, 'http://launch.art.test/')
  await openPage(browser, 'http://player.test/')
}, 180_000)
