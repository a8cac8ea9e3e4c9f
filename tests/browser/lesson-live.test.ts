/**
 * A lesson in a class of several managed browsers, each with its own policy and profile: acknowledged when it is in
 * force and not before, through everything that happens to devices and servers in the middle of a lesson.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { setUntil } from '../../server/lessons/lessons.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { signalTree } from '../rig/process-tree.ts'
import { until } from '../rig/until.ts'
import { hasRuleFor, openPage, PATIENTLY, says, showsBlocked, shows, stoppedFor } from './backstops/school.ts'
import { AMY, BEN, KHAN, LEE, openClassroom } from './lessons/classroom.ts'
import type { Classroom, Teacher } from './lessons/classroom.ts'

let room: Classroom
let khan: Teacher
let amy: ManagedBrowser
let ben: ManagedBrowser
let lesson: RunningLesson

beforeAll(async () => {
  room = await openClassroom()
  for (const host of ['maths.test', 'news.test', 'art.test', 'player.test', 'chat.test'])
    room.web.on(host, '/', `<title>The page of ${host}</title><h1>${host}</h1>`)
  khan = await room.teacher(KHAN)
  ;[amy, ben] = [await room.seat(AMY), await room.seat(BEN)]
}, 240_000)
afterAll(() => room?.close())

test('is in force on every device when the teacher is told so, and not told before', async () => {
  const [news, art] = [await openPage(amy, 'http://news.test/'), await openPage(ben, 'http://art.test/')]
  lesson = await khan.start()
  const view = await khan.look(lesson.id)
  await Promise.all([view.sees(AMY, 'enforcing'), view.sees(BEN, 'enforcing')])
  // Not waited for: what is said must be so.
  expect(await Promise.all([hasRuleFor(amy, 'maths.test'), hasRuleFor(ben, 'maths.test')])).toEqual([
    true,
    true,
  ])
  await showsBlocked(amy, news, 'http://news.test/')
  await showsBlocked(ben, art, 'http://art.test/')
  room.web.log.length = 0
  await showsBlocked(amy, await amy.open('http://news.test/x'), 'http://news.test/x')
  expect(room.web.leaked(['news.test'])).toBe(0)
}, 120_000)

test('shows open tabs to who watches, opens and closes them, and lets a pupil out', async () => {
  const view = await khan.look(lesson.id, '?tabs=1')
  await openPage(amy, 'http://maths.test/')
  const seen = () => view.pupils.get(AMY)?.tabs ?? []
  await view.until(() =>
    seen().some(({ title, host }) => title === 'The page of maths.test' && host === 'maths.test'),
  )
  expect(seen().some(({ host, stopped, title }) => host === 'news.test' && stopped && title === '')).toBe(
    true,
  )
  await khan.ask('POST', `/lessons/${lesson.id}/open`, { url: 'http://maths.test/page-12' })
  await until(async () => (await ben.tabs()).some(({ url }) => url === 'http://maths.test/page-12'), {
    what: 'the page that the teacher opened',
    within: PATIENTLY,
  })
  const pupil = view.pupils.get(AMY)?.person
  const { tab } = seen().find(({ host }) => host === 'maths.test')!
  await khan.ask('POST', `/lessons/${lesson.id}/close`, { pupil, tab })
  await view.until(() => !seen().some((one) => one.tab === tab))
  await khan.ask('POST', `/lessons/${lesson.id}/exempt`, { pupil, exempt: true })
  await view.sees(AMY, 'exempt')
  await openPage(amy, 'http://art.test/')
  await khan.ask('POST', `/lessons/${lesson.id}/exempt`, { pupil, exempt: false })
  await view.sees(AMY, 'enforcing')
  view.close()
}, 120_000)

test('a site that is added opens what was waiting for it', async () => {
  const art = await amy.open('http://art.test/?wait')
  await showsBlocked(amy, art, 'http://art.test/?wait')
  const sites = [{ host: 'maths.test' }, { host: 'art.test' }]
  await khan.ask('POST', `/lessons/${lesson.id}/sites`, { sites, frames: ['player.test'] })
  await shows(amy, art, 'http://art.test/?wait')
  await khan.ask('POST', `/lessons/${lesson.id}/sites`, {
    sites: [{ host: 'maths.test' }],
    frames: ['player.test'],
  })
  await showsBlocked(amy, art, 'http://art.test/?wait')
}, 120_000)

test('lasts through the death of the server, which knows again who enforces it', async () => {
  await room.school.kill()
  await showsBlocked(ben, await ben.open('http://news.test/dead'), 'http://news.test/dead')
  await room.school.start()
  const view = await khan.look(lesson.id)
  await Promise.all([view.sees(AMY, 'enforcing'), view.sees(BEN, 'enforcing')])
}, 180_000)

test('is over nothing that a restarted browser does, and is acknowledged again', async () => {
  const view = await khan.look(lesson.id)
  await view.sees(BEN, 'enforcing')
  room.web.log.length = 0
  await ben.relaunch(['http://launch.art.test/'])
  await ben.waitForTab((url) => stoppedFor(ben, url) === 'http://launch.art.test/')
  expect(room.web.leaked(['art.test'])).toBe(0)
  await view.sees(BEN, 'enforcing')
}, 180_000)

test('waits for a device that sleeps, which is in it as soon as it wakes', async () => {
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
  const ended = async () => !(await hasRuleFor(amy, 'maths.test'))
  await until(ended, { what: 'the lesson to end', within: PATIENTLY })
  const news = await openPage(amy, 'http://news.test/asleep')
  signalTree(amy.pid, 'SIGSTOP')
  lesson = await khan.start()
  const view = await khan.look(lesson.id)
  await view.sees(BEN, 'enforcing')
  expect(view.pupils.get(AMY)?.state).not.toBe('enforcing')
  signalTree(amy.pid, 'SIGCONT')
  await view.sees(AMY, 'enforcing')
  await showsBlocked(amy, news, 'http://news.test/asleep')
}, 180_000)

test('is handed over by a code, and pupils see whose it is now', async () => {
  const lee = await room.teacher(LEE)
  await expect(lee.ask('GET', `/lessons/${lesson.id}/live`)).rejects.toThrow('404')
  const { code } = await khan.ask<{ code: string }>('POST', `/lessons/${lesson.id}/code`)
  await lee.ask('POST', '/lessons/cover', { code })
  const view = await lee.look(lesson.id)
  await view.sees(AMY, 'enforcing')
  const stopped = await amy.open('http://news.test/whose')
  await showsBlocked(amy, stopped, 'http://news.test/whose')
  await says(amy, stopped, LEE)
}, 120_000)

test('ends rather than traps when the clock is moved and nobody proves the time; proved, it holds again', async () => {
  const view = await khan.look(lesson.id)
  const news = await amy.open('http://news.test/clock')
  await showsBlocked(amy, news, 'http://news.test/clock')
  await room.school.stop()
  await amy.evaluateInWorker(() => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + 5 * 3_600_000
  })
  await amy.open('http://maths.test/later') // Whatever is judged looks at the clock.
  await shows(amy, news, 'http://news.test/clock')
  await room.school.start()
  view.close()
  await until(async () => (await sendNow(amy), hasRuleFor(amy, 'maths.test')), {
    what: 'the lesson to hold again',
    within: PATIENTLY,
    every: 1000,
  })
  await (await khan.look(lesson.id)).sees(AMY, 'enforcing')
  await amy.killWorker() // The next one has the browser's own clock.
}, 180_000)

test('runs out on a device whose server is away, and what it had closed comes back', async () => {
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
  lesson = await khan.start()
  const view = await khan.look(lesson.id)
  const news = await openPage(amy, 'http://maths.test/').then(() => amy.open('http://news.test/out'))
  await showsBlocked(amy, news, 'http://news.test/out')
  // A quarter of a minute is left; the device hears of it with its next heartbeat.
  await setUntil(room.context.db, lesson.id, Date.now() + 15_000, Date.now())
  await sendNow(amy)
  const isTold = () => view.events.some((event) => event.type === 'lesson' && event.lesson.revision === 2)
  await view.until(isTold)
  await view.sees(AMY, 'enforcing')
  await room.school.stop()
  await shows(amy, news, 'http://news.test/out')
  await room.school.start()
}, 240_000)
