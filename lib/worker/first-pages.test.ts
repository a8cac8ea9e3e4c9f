import { expect, test } from 'vitest'
import { type FirstPage, FirstPages, WAITS_MS } from './first-pages.ts'
import { FakeStorage, ground } from './testing.ts'

const NEW_TAB = 'chrome://newtab/'

function setUp() {
  const storage = new FakeStorage()
  const due: Record<'notice' | 'agreement', string | undefined> = { notice: 'notice', agreement: 'agreement' }
  const world = {
    open: [] as { id: number; url: string; active: boolean }[],
    may: true,
    now: 0,
    place: 5 as number | undefined,
  }
  const page = (name: keyof typeof due): FirstPage => ({
    address: `ours/${name}.html`,
    due: async () => due[name],
  })
  const start = () =>
    new FirstPages({
      pages: [page('notice'), page('agreement')],
      session: ground(storage).session,
      tabs: {
        all: async () => world.open,
        go: async (id, url) => {
          world.open = world.open.map((tab) => (tab.id === id ? { ...tab, url } : tab))
        },
        place: async () => world.place,
        open: async (_window, url) => {
          world.open = [...world.open.map((tab) => ({ ...tab, active: false })), { id: 9, url, active: true }]
        },
      },
      keepsOff: ['ours/report.html'],
      mayOpen: async () => world.may,
      now: () => world.now,
    })
  const shown = () => world.open.map(({ url }) => url)
  return { storage, due, world, start, shown }
}

test('one page at a time, in order, in place of a new tab', async () => {
  const { due, world, start, shown } = setUp()
  world.open = [
    { id: 1, url: NEW_TAB, active: true },
    { id: 2, url: 'https://a.test/', active: false },
  ]
  await start().look()
  await start().look()
  expect(shown()).toEqual(['ours/notice.html', 'https://a.test/'])
  // Another new tab beside it gets nothing.
  world.open.push({ id: 3, url: NEW_TAB, active: true })
  await start().look()
  expect(shown()[2]).toBe(NEW_TAB)
  // Read, and its tab given back.
  due.notice = undefined
  world.open = [{ id: 1, url: NEW_TAB, active: true }]
  await start().look()
  expect(shown()).toEqual(['ours/agreement.html'])
})

test('one that was closed unread comes no more in this session, and holds up what follows', async () => {
  const { storage, world, start, shown } = setUp()
  world.open = [{ id: 1, url: NEW_TAB, active: true }]
  await start().look()
  world.open = [{ id: 2, url: NEW_TAB, active: true }]
  await start().look()
  expect(shown()).toEqual([NEW_TAB])
  storage.closeBrowser()
  await start().look()
  expect(shown()).toEqual(['ours/notice.html'])
})

test('not in a lesson or over a cover, and at the next look after it', async () => {
  const { world, start, shown } = setUp()
  world.open = [{ id: 1, url: NEW_TAB, active: true }]
  world.may = false
  await start().look()
  expect(shown()).toEqual([NEW_TAB])
  world.may = true
  await start().look()
  expect(shown()).toEqual(['ours/notice.html'])
})

test('who opens no new tab gets one in time, but never over a report', async () => {
  const { world, start, shown } = setUp()
  world.open = [{ id: 1, url: 'ours/report.html#1', active: true }]
  await start().look()
  world.now = WAITS_MS - 1
  await start().look()
  expect(shown()).toHaveLength(1)
  world.now = WAITS_MS
  await start().look()
  expect(shown()).toHaveLength(1)
  world.open = [{ id: 1, url: 'https://a.test/', active: true }]
  await start().look()
  expect(shown()).toEqual(['https://a.test/', 'ours/notice.html'])
})

test('nor where no tab may come by itself: a full screen, a question in a window of its own', async () => {
  const { world, start, shown } = setUp()
  world.open = [{ id: 1, url: 'https://a.test/', active: true }]
  await start().look()
  world.now = WAITS_MS
  world.place = undefined
  await start().look()
  expect(shown()).toEqual(['https://a.test/'])
  world.place = 5
  await start().look()
  expect(shown()).toEqual(['https://a.test/', 'ours/notice.html'])
})

test('something else of the same page, or for somebody else, comes in the same session, after a wait of its own', async () => {
  const { due, world, start, shown } = setUp()
  due.notice = undefined
  world.open = [{ id: 1, url: NEW_TAB, active: true }]
  await start().look()
  expect(shown()).toEqual(['ours/agreement.html'])
  world.open = [{ id: 2, url: 'https://a.test/', active: true }]
  await start().look()
  expect(shown()).toEqual(['https://a.test/'])
  due.agreement = 'agreement, new'
  await start().look()
  world.now = WAITS_MS
  due.agreement = 'agreement, newer'
  await start().look()
  expect(shown()).toEqual(['https://a.test/'])
  world.now = 2 * WAITS_MS
  await start().look()
  expect(shown()).toEqual(['https://a.test/', 'ours/agreement.html'])
})
