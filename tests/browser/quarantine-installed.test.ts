/**
 * A host that the guard of a pupil's browser found to be a game, from the first page to its end: Kerb installed by
 * policy, the real server, a worker that is killed and a browser that starts anew between the steps.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Quarantined } from '../../lib/policy/quarantine.ts'
import type { FoundList } from '../../lib/protocol/found.ts'
import { samplePolicy } from '../../server/testing.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { hasRuleFor, loaded, openPage, PATIENTLY, run, showsBlocked, shows } from './backstops/school.ts'
import { GAME } from './guard/pages.ts'
import { AMY, openClassroom, type Classroom, type Teacher } from './lessons/classroom.ts'

const NELL = 'nell@hill.test'

let room: Classroom
let nell: Teacher
let amy: ManagedBrowser

beforeAll(async () => {
  room = await openClassroom()
  await publishRecording()
  nell = await room.teacher(NELL, ['network'])
  amy = await room.seat(AMY)
  for (const host of ['arcade.test', 'club.test']) room.web.on(host, '/play', GAME)
}, 240_000)
afterAll(() => room?.close())

/** Everything is open and on record, at any time: findings go to the school with the record alone. */
async function publishRecording(): Promise<void> {
  const { groups, defaultGroup, ...sample } = samplePolicy()
  const { recording, ...group } = groups[defaultGroup]!
  const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
  const open = { ...group, entries: [], timetable: [], unknownHosts: 'allow' as const }
  await room.school.publish({
    ...sample,
    defaultGroup,
    groups: { [defaultGroup]: { ...open, recording: { ...recording, hours } } },
    people: {},
    unblocks: [],
    suspensions: [],
  })
}

const requests = (host: string): number => room.web.seen(host).length

/** What the browser itself found and keeps closed there. */
const kept = async (host: string): Promise<Quarantined | undefined> => {
  const all = await amy.evaluateInWorker(async () => {
    const { quarantine } = await chrome.storage.local.get<{ quarantine?: Quarantined[] }>('quarantine')
    return quarantine ?? []
  })
  return all.find((one) => one.host === host)
}

/** Opens the game and waits until it is stopped and its host is closed, by the browser's own rules too. */
async function find(host: string): Promise<string> {
  const tab = await amy.open(`http://${host}/play`)
  await showsBlocked(amy, tab, `http://${host}/play`)
  await until(async () => (await kept(host)) !== undefined && hasRuleFor(amy, host), {
    what: `${host} to be closed`,
    within: PATIENTLY,
  })
  return tab
}

test('is closed at once, as a whole: an open tab is swept, and nothing is asked of it any more', async () => {
  const other = await openPage(amy, 'http://arcade.test/about')
  await find('arcade.test')
  await showsBlocked(amy, other, 'http://arcade.test/about')
  const before = requests('arcade.test')
  await showsBlocked(amy, await amy.open('http://arcade.test/more'), 'http://arcade.test/more')
  await showsBlocked(amy, await amy.open('http://www.arcade.test/'), 'http://www.arcade.test/')
  expect([requests('arcade.test'), requests('www.arcade.test')]).toEqual([before, 0])
}, 120_000)

test('stays closed when the worker is killed, and when the browser starts anew with its address', async () => {
  const before = requests('arcade.test')
  await amy.killWorker()
  await showsBlocked(amy, await amy.open('http://arcade.test/cold'), 'http://arcade.test/cold')
  for (const end of [() => amy.quit(), () => amy.kill()]) {
    await end()
    await amy.relaunch(['http://arcade.test/launch'])
    const { targetId } = await amy.waitForTab((url) => url.includes('blocked.html'))
    await showsBlocked(amy, targetId, 'http://arcade.test/launch')
  }
  expect(requests('arcade.test')).toBe(before)
}, 180_000)

test('opens when the school says that it is no game, and the game there stays', async () => {
  const tab = await find('club.test')
  const place = await until(
    async () => {
      await sendNow(amy)
      return (await nell.ask<FoundList>('GET', '/found')).places.find(({ host }) => host === 'club.test')
    },
    { what: 'the finding to reach the school', within: PATIENTLY, every: 1000 },
  )
  await nell.ask('POST', `/found/${place.id}/clear`, {})
  await until(async () => (await sendNow(amy), !(await hasRuleFor(amy, 'club.test'))), {
    what: 'club.test to be open',
    within: PATIENTLY,
    every: 1000,
  })
  await shows(amy, tab, 'http://club.test/play')
  await loaded(amy, tab, 'http://club.test/play')
  await until(() => run<boolean>(amy, tab, 'performance.now() > 5000'), { what: 'some looks at it' })
  await shows(amy, tab, 'http://club.test/play')
  expect(await hasRuleFor(amy, 'arcade.test')).toBe(true)
}, 180_000)

test('opens at its end by itself, and not while the device’s clock is in doubt', async () => {
  const end = (await kept('arcade.test'))?.until ?? 0
  const ahead = end - 45_000 - Date.now()
  expect(ahead).toBeGreaterThan(0)
  await room.school.stop()
  const before = requests('arcade.test')
  // Kerb knows that it is nearly over; the clock of the device says that it has only begun.
  await amy.evaluateInWorker((ahead) => {
    const [time, wall] = [Date.now() + ahead, Date.now()]
    return chrome.storage.local.set({ clock: { steady: time, byWall: time, wall, reported: 0 } })
  }, ahead)
  await amy.relaunch(['http://arcade.test/late'])
  const { targetId } = await amy.waitForTab((url) => url.includes('blocked.html'))
  await showsBlocked(amy, targetId, 'http://arcade.test/late')
  expect(requests('arcade.test')).toBe(before)
  // The device's clock says the same as Kerb's again.
  await amy.evaluateInWorker((ahead) => {
    const real = Date.now.bind(Date)
    Date.now = () => real() + ahead
  }, ahead)
  await until(async () => !(await hasRuleFor(amy, 'arcade.test')), {
    what: 'its end',
    within: 90_000,
    every: 500,
  })
  await shows(amy, targetId, 'http://arcade.test/late')
  await loaded(amy, targetId, 'http://arcade.test/late')
  expect(Date.now() + ahead).toBeGreaterThanOrEqual(end)
  const since = room.web.seen('arcade.test').slice(before)
  // Nothing else of the host was asked for in all that time.
  expect(new Set(since.map(({ path }) => path))).toEqual(new Set(['/late']))
}, 240_000)
