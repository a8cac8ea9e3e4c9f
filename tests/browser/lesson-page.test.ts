/**
 * The pages of a lesson work, and nothing else does: parts from many hosts, frames of players and of what the teacher's
 * own browser saw the page frame, sign-in by redirects, and forbidden tabs that do not load anything to be forbidden.
 */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnTab } from '../../lib/protocol/live.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { packedKerb } from '../rig/crx.ts'
import { until } from '../rig/until.ts'
import { hasRuleFor, openPage, PATIENTLY, run, showsBlocked, shows, type } from './backstops/school.ts'
import { installWorker } from './backstops/service-worker.ts'
import { AMY, KHAN, openClassroom } from './lessons/classroom.ts'
import type { Classroom, Teacher } from './lessons/classroom.ts'

let room: Classroom
let khan: Teacher
let amy: ManagedBrowser
let khans: ManagedBrowser

const answer =
  (type: string, body: string) =>
  (_seen: unknown, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' })
    response.end(body)
  }
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>'

/** A lesson's page with parts of four hosts and frames of three. */
const MATHS = `<title>Angles</title>
<link rel="stylesheet" href="http://style.cdn.test/a.css"><script src="http://script.cdn.test/a.js"></script>
<img src="http://picture.cdn.test/a.svg" id="picture">
<iframe src="http://www.youtube-nocookie.com/embed/x"></iframe>
<iframe src="http://exercises.test/1"></iframe>
<iframe src="http://games.test/"></iframe>`

beforeAll(async () => {
  room = await openClassroom(['*.test', 'www.youtube-nocookie.com', 'login.microsoftonline.com'])
  const { web } = room
  web.on('maths.test', '/', MATHS)
  web.on(
    'style.cdn.test',
    '/a.css',
    answer('text/css', `@import 'http://font.cdn.test/f.css'; h1 { color: red }`),
  )
  web.on('font.cdn.test', '/f.css', answer('text/css', 'body { letter-spacing: 3px }'))
  web.on('script.cdn.test', '/a.js', answer('text/javascript', 'window.partsRan = true'))
  web.on('picture.cdn.test', '/a.svg', answer('image/svg+xml', PICTURE))
  web.on('exercises.test', '/1', '<iframe src="http://deep.exercises.test/"></iframe>')
  const to = (location: string) => (_seen: unknown, response: ServerResponse) => {
    response.writeHead(302, { location })
    response.end()
  }
  web.on('maths.test', '/sign-in', to('http://login.microsoftonline.com/oauth2'))
  web.on('login.microsoftonline.com', '/oauth2', to('http://maths.test/signed-in'))
  khan = await room.teacher(KHAN)
  khans = await room.seat(KHAN, { group: 'staff' })
  amy = await room.seat(AMY)
}, 240_000)
afterAll(() => room?.close())

test('the teacher’s own browser lists its tabs, and says what a page frames; a pupil’s never does', async () => {
  await openPage(khans, 'http://maths.test/')
  const { tabs } = await khan.ask<{ tabs: OwnTab[] }>('GET', '/lessons/own-tabs')
  const maths = tabs.find(({ url }) => url === 'http://maths.test/')
  expect(maths?.title).toBe('Angles')
  expect(maths?.frames).toEqual(expect.arrayContaining(['exercises.test', 'deep.exercises.test']))
  const { frames } = await khan.ask<{ frames: string[] }>('POST', '/lessons/needs', {
    url: 'http://maths.test/?not-open',
  })
  expect(frames).toEqual(expect.arrayContaining(['exercises.test', 'games.test', 'www.youtube-nocookie.com']))
  expect((await khans.tabs()).filter(({ url }) => url.includes('not-open'))).toEqual([])
  const pupil = await room.teacher(AMY)
  expect((await pupil.ask<{ tabs: OwnTab[] }>('GET', '/lessons/own-tabs')).tabs).toEqual([])
}, 120_000)

test('a lesson’s page has its parts and its frames; others have the notice, and no page is open by being framed', async () => {
  const lesson = await khan.start({ frames: ['exercises.test'] })
  const view = await khan.look(lesson.id)
  await view.sees(AMY, 'enforcing')
  room.web.log.length = 0
  const page = await openPage(amy, 'http://maths.test/')
  const parts = `[window.partsRan, getComputedStyle(document.body).letterSpacing, document.getElementById('picture').naturalWidth]`
  await until(async () => JSON.stringify(await run(amy, page, parts)) === '[true,"3px",7]', {
    what: 'the parts of the page',
    within: PATIENTLY,
  })
  for (const host of ['www.youtube-nocookie.com', 'exercises.test', 'deep.exercises.test'])
    await room.web.served(host)
  await until(() => run<boolean>(amy, page, `document.querySelectorAll('[role=note]').length === 1`), {
    what: 'the notice in place of the one frame',
    within: PATIENTLY,
  })
  expect(room.web.leaked(['games.test'])).toBe(0)
  room.web.log.length = 0
  for (const url of ['http://exercises.test/1', 'http://www.youtube-nocookie.com/embed/x'])
    await showsBlocked(amy, await amy.open(url), url)
  expect(room.web.leaked(['exercises.test', 'www.youtube-nocookie.com'])).toBe(0)
}, 120_000)

test('signing in goes through the school’s provider and back', async () => {
  const tab = await amy.open('http://maths.test/sign-in')
  await shows(amy, tab, 'http://maths.test/signed-in')
}, 60_000)

test('keeps through an update of the extension', async () => {
  // The browser puts no new version in place of one whose pages are open.
  for (const { url, targetId } of await amy.tabs())
    if (url.startsWith('chrome-extension:')) await amy.cdp.send('Target.closeTarget', { targetId })
  amy.feed?.publish(await packedKerb('99.0.0'))
  await amy.updateExtension('99.0.0')
  room.web.log.length = 0
  await showsBlocked(amy, await amy.open('http://news.test/'), 'http://news.test/')
  expect(room.web.leaked(['news.test'])).toBe(0)
  const [running] = (await khan.ask<{ lessons: { id: string }[] }>('GET', '/lessons')).lessons
  await (await khan.look(running!.id)).sees(AMY, 'enforcing')
  await khan.ask('DELETE', `/lessons/${running!.id}`)
  await until(async () => !(await hasRuleFor(amy, 'maths.test')), { what: 'the end', within: PATIENTLY })
}, 120_000)

test('takes tabs that load nothing to be forbidden: a page that its own worker serves, and one that moves by itself', async () => {
  const served = await installWorker(room.web, amy, 'app.news.test')
  await openPage(amy, 'http://maths.test/?so-that-one-stays')
  const moving = await openPage(amy, 'http://maths.test/app')
  const lesson = await khan.start({ sites: [{ host: 'maths.test', path: '/app' }] })
  await (await khan.look(lesson.id)).sees(AMY, 'enforcing')
  await type(amy, served, 'https://app.news.test/game')
  await showsBlocked(amy, served, 'https://app.news.test/game')
  await run(amy, moving, `history.pushState(null, '', '/app/inside')`)
  await shows(amy, moving, 'http://maths.test/app/inside')
  await run(amy, moving, `history.pushState(null, '', '/elsewhere')`)
  await showsBlocked(amy, moving, 'http://maths.test/elsewhere')
  await khan.ask('DELETE', `/lessons/${lesson.id}`)
  await shows(amy, moving, 'http://maths.test/elsewhere')
}, 120_000)
