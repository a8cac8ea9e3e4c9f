import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import { withIndex } from '../lists/with-index.ts'
import type { CategoryId } from '../policy/categories.ts'
import type { SeenTab } from '../protocol/live.ts'
import { exactly } from '../time/now.ts'
import { SeenTabs } from './seen-tabs.ts'

/** A Tuesday, ten o'clock, in a lesson of an hour. */
const TEN = Date.UTC(2026, 10, 24, 10)
const HOUR = 3_600_000
const PAGE = 'chrome-extension://kerb/blocked.html'
const lists = shippedLists()
const taughtFrom = (from: number) =>
  plainPolicy({ timeZone: 'Europe/London', lessons: [mathsLesson({ from, until: from + HOUR })] })

function setUp() {
  const state = {
    now: TEN + 1000,
    policy: taughtFrom(TEN),
    lists,
    tabs: [{ id: 1, url: 'https://maths.test/', title: 'Angles', active: true }],
    writers: new Map<number, string>(),
  }
  const sent: (readonly SeenTab[])[] = []
  const seen = new SeenTabs({
    tabs: { list: async () => state.tabs },
    whose: async ({ id, url }) => state.writers.get(id) ?? url,
    blockedPage: PAGE,
    ruling: () => ({ policy: state.policy, lists: state.lists }),
    now: () => exactly(state.now),
    send: (tabs) => sent.push(tabs),
    later: (work) => void work(),
  })
  return { state, sent, seen }
}
let it: ReturnType<typeof setUp>
beforeEach(() => {
  vi.useFakeTimers()
  it = setUp()
})
afterEach(() => {
  it.seen.end()
  vi.useRealTimers()
})

test('nothing is sent until somebody watches, nor when nobody does any more', async () => {
  it.seen.poke()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(it.sent).toEqual([])
  await it.seen.watch(45)
  expect(it.sent).toHaveLength(1)
  await it.seen.watch(0)
  it.state.tabs = []
  it.seen.poke()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(it.sent).toHaveLength(1)
})

test('a watch that nobody renews ends by itself', async () => {
  await it.seen.watch(5)
  await vi.advanceTimersByTimeAsync(6_000)
  it.state.tabs = []
  it.seen.poke()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(it.sent).toHaveLength(1)
})

test('a window that a page wrote is shown as that page’s, and may be closed', async () => {
  it.state.tabs = [
    { id: 1, url: 'about:blank', title: 'A game', active: true },
    { id: 2, url: 'about:blank', title: 'Nothing', active: false },
  ]
  it.state.writers.set(1, 'https://maker.test/page')
  await it.seen.watch(45)
  expect(it.sent.at(-1)).toMatchObject([{ tab: 1, host: 'maker.test' }])
  expect([await it.seen.shows(1), await it.seen.shows(2)]).toEqual([true, false])
})

test('outside a lesson of this device nothing is sent, whoever asks', async () => {
  it.state.now = TEN + 2 * HOUR
  await it.seen.watch(45)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(it.sent).toEqual([])
})

test('and outside the hours neither', async () => {
  const evening = Date.UTC(2026, 10, 24, 20)
  it.state.policy = taughtFrom(evening)
  it.state.now = evening + 1000
  await it.seen.watch(45)
  expect(it.sent).toEqual([])
})

test('what changes is told, not more often than it can be read, and a page that never rests hides nothing', async () => {
  await it.seen.watch(45)
  for (let i = 0; i < 100; i += 1) {
    it.state.tabs = [{ id: 1, url: 'https://maths.test/', title: `Angles ${i}`, active: true }]
    it.seen.poke()
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(it.sent.length).toBeGreaterThan(4)
  expect(it.sent.length).toBeLessThan(12)
})

test('a stopped page is its site; a lifeline is nothing, and may not be closed', async () => {
  it.state.tabs = [
    {
      id: 1,
      url: `${PAGE}?u=${encodeURIComponent('https://games.test/2048')}`,
      title: 'Kerb',
      active: false,
    },
    { id: 2, url: 'https://www.childline.org.uk/', title: 'Childline', active: true },
  ]
  await it.seen.watch(45)
  expect(it.sent).toEqual([[{ tab: 1, title: '', host: 'games.test', active: false, stopped: true }]])
  expect(await it.seen.shows(1)).toBe(true)
  expect(await it.seen.shows(2)).toBe(false)
  expect(await it.seen.shows(3)).toBe(false)
})

test('of what only the index knows to be about help no title is shown, and nothing before it is read', async () => {
  const index = new Map<string, ReadonlySet<CategoryId>>()
  const disk = Promise.withResolvers<void>()
  it.state.lists = withIndex(lists, {
    known: (host) => index.get(host),
    async read(hosts) {
      await disk.promise
      for (const host of hosts) index.set(host, new Set(['support']))
    },
  })
  const watched = it.seen.watch(45)
  await vi.advanceTimersByTimeAsync(1_000)
  await watched
  expect(it.sent).toEqual([[]])
  disk.resolve()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(it.sent.at(-1)).toMatchObject([{ host: 'maths.test', title: '' }])
})
