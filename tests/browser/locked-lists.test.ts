/**
 * The locked slot in a pupil's browser: a hashed list comes from the school's server, and what is on it is stopped by a
 * warm worker, a cold one and a browser that has just started, with no address on record and no way to ask.
 */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLockedSource } from '../../lib/lists/locked/source.ts'
import { loadLocked } from '../../server/lists/locked.ts'
import { lockedHits } from '../../server/lists/locked-hits.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { sendNow } from '../rig/numbers.ts'
import { until } from '../rig/until.ts'
import { hasRuleFor, openPage, PATIENTLY, run, showsBlocked } from './backstops/school.ts'
import { AMY, openClassroom, type Classroom } from './lessons/classroom.ts'

const LISTED = ['unspeakable.test', 'pictures.test/album/7/']

let room: Classroom
let amy: ManagedBrowser

beforeAll(async () => {
  room = await openClassroom()
  amy = await room.seat(AMY)
}, 240_000)
afterAll(() => room?.close())

/** The school has so many of what was stopped by a locked list. */
const known = (count: number) =>
  until(
    async () => {
      const found = await lockedHits(room.context)
      return found.hits.length >= count && found
    },
    { what: `${count} hits at the school`, within: PATIENTLY },
  )

const seen = (host: string): number => room.web.seen(host).length

test('a list is taken from the school; a tab that already shows what is on it is swept', async () => {
  const tab = await openPage(amy, 'http://unspeakable.test/already')
  const text = LISTED.map((one) => createHash('sha256').update(one).digest('hex')).join('\n')
  const read = readLockedSource(`# list: member\n# category: illegal-csam\n${text}`)
  if (!read.ok) throw new Error(read.problems.join())
  await loadLocked(room.context, read.source)
  await sendNow(amy)
  await showsBlocked(amy, tab, 'http://unspeakable.test/already')
  expect(await hasRuleFor(amy, 'unspeakable')).toBe(false)
  const stored = await amy.evaluateInWorker(async () =>
    JSON.stringify(await chrome.storage.local.get('locked')),
  )
  expect(stored).toContain('"entries"')
  expect(stored).not.toMatch(/unspeakable|pictures/)
}, 120_000)

test('a warm worker lets nothing through, by host and by address, and the page offers no way to ask', async () => {
  await amy.evaluateInWorker(async () => true)
  const before = seen('deep.unspeakable.test')
  await showsBlocked(amy, await amy.open('http://deep.unspeakable.test/x'), 'http://deep.unspeakable.test/x')
  expect(seen('deep.unspeakable.test')).toBe(before)
  const url = 'http://pictures.test/album/7/of?page=2'
  const tab = await amy.open(url)
  await showsBlocked(amy, tab, url)
  const said = await until(
    () => run<string | false>(amy, tab, `document.querySelector('h1') && document.body.innerText`),
    { what: 'the page to be drawn' },
  )
  expect(said).not.toMatch(/pictures\.test|[Aa]sk for|Try again/)
  await openPage(amy, 'http://pictures.test/album/8/of')
}, 120_000)

test('a cold worker replaces the page, and so does a browser that starts with the address', async () => {
  await amy.killWorker()
  await showsBlocked(amy, await amy.open('http://unspeakable.test/cold'), 'http://unspeakable.test/cold')
  // Our page is there before its row is: a browser that ends in between is what crash.test.ts is for.
  await known(4)
  await amy.quit()
  await amy.relaunch(['http://unspeakable.test/launch'])
  const { targetId } = await amy.waitForTab((url) => url.includes('blocked.html'))
  await showsBlocked(amy, targetId, 'http://unspeakable.test/launch')
}, 180_000)

test('on record are list, entry and time; the address is nowhere on the server', async () => {
  await sendNow(amy)
  const { hits } = await known(5)
  expect(new Set(hits.map(({ list, entry }) => `${list} ${entry}`))).toEqual(
    new Set(['member 1', 'member 2']),
  )
  // At the start of a browser a page can be stopped before anybody is known.
  expect(hits.filter(({ who }) => who === AMY).length).toBeGreaterThanOrEqual(4)
  const rows = await room.context.db
    .selectFrom('rows')
    .select('host')
    .where('reason', '=', 'illegal')
    .execute()
  expect(new Set(rows.map(({ host }) => host))).toEqual(new Set(['']))
}, 120_000)
