// @vitest-environment happy-dom
/** What is being written comes back, whichever way the page was reached; and whose it is under a cover. */
import { beforeEach, expect, test, vi } from 'vitest'
import { newDraft } from '../concern/draft.ts'
import { forgetPrivatePages } from './cover.ts'
import { openReportPage } from './report-page.ts'
import { newReport } from './report-session.ts'

const OWN = 'chrome-extension://kerb/'
const fake = vi.hoisted(() => {
  const stored = new Map<string, unknown>()
  const tabs = new Map<number, { id: number; url: string; active: boolean; windowId: number }>()
  const updates: unknown[][] = []
  const nothing = { addListener: () => {}, removeListener: () => {} }
  const api = {
    runtime: { id: 'kerb', getURL: (path: string) => `chrome-extension://kerb/${path}` },
    tabs: {
      getCurrent: async () => tabs.get(7),
      get: async (id: number) => tabs.get(id),
      query: async () => [...tabs.values()],
      update: async (id: number, change: object) => void updates.push([id, change]),
      onActivated: nothing,
      onCreated: nothing,
    },
    webNavigation: { onCreatedNavigationTarget: nothing },
    storage: {
      session: {
        get: async (key: string | null) =>
          key === null ? Object.fromEntries(stored) : { [key]: stored.get(key) },
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) stored.set(key, structuredClone(value))
        },
        remove: async (keys: string | string[]) => [keys].flat().forEach((key) => stored.delete(key)),
        onChanged: nothing,
      },
    },
  }
  return { api, stored, tabs, updates }
})
vi.mock('./api.ts', () => ({ api: fake.api }))

const WORDS = { ...newDraft(), kind: 'unkind', step: 'words', words: 'He took my bag.' } as const
const OTHER = { ...WORDS, words: 'And then my shoes.' } as const
const open = () => openReportPage(location.hash)
const noWorker = () => Promise.reject(new Error('no worker'))
const covers = (forgotten: boolean, mark: string, more = {}) =>
  fake.stored.set('cover', { forgotten, mark, ...more })
const idOf = (address: string) => address.split('#')[1]

beforeEach(() => {
  fake.stored.clear()
  fake.updates.length = 0
  fake.tabs.clear()
  fake.tabs.set(7, { id: 7, url: `${OWN}report.html`, active: true, windowId: 1 })
  history.replaceState(null, '', '/report.html?mine')
  fake.api.runtime.getURL = (path) => new URL(`/${path}`, location.href).href
})

test('a report without a name gets one at its first change, and comes back by its address', async () => {
  const report = await open()
  await report.keep(newDraft())
  expect(location.hash).toBe('')
  await report.keep(WORDS)
  await report.keep({ ...WORDS, words: 'He took my bag today.' })
  expect([location.hash.length > 1, location.search]).toEqual([true, ''])
  expect((await open()).draft?.words).toBe('He took my bag today.')
})

// Was broken: from a worker that took its time to wake, a concern went without the page it was about.
test('what nobody could say in time is asked again, and holds for the next time it is opened', async () => {
  const unjudged = { address: 'https://a.test/', title: 'A' }
  history.replaceState(null, '', await newReport({ covered: 1, unjudged }, undefined))
  const report = await open()
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const learnt = report.learn(noWorker)
  await vi.runAllTimersAsync()
  expect(await learnt).toBe(false)
  vi.useRealTimers()
  expect(report.page).toBeUndefined()
  const again = await open()
  expect(await again.learn(async () => ({ attach: true, categories: ['games'] }))).toBe(true)
  expect((await open()).page).toEqual({ ...unjudged, categories: ['games'] })
  expect(await again.learn(async () => ({ attach: true, categories: [] }))).toBe(false)
})

// Was broken: a worker that ended over the question left the concern without its page.
test('what a worker that ended could not say is asked again at once', async () => {
  const unjudged = { address: 'https://a.test/', title: 'A' }
  history.replaceState(null, '', await newReport({ covered: 1, unjudged }, undefined))
  const report = await open()
  const judge = vi.fn(async () => ({ attach: true, categories: [] }))
  judge.mockImplementationOnce(noWorker)
  expect(await report.learn(judge)).toBe(true)
  expect(report.page).toMatchObject(unjudged)
})

test('of a helpline that was named late nothing goes along, and nothing stays', async () => {
  const unjudged = { address: 'https://help.test/', title: 'Help' }
  history.replaceState(null, '', await newReport({ covered: 1, unjudged }, undefined))
  const report = await open()
  expect(await report.learn(async () => ({ attach: false, categories: [] }))).toBe(false)
  expect(report.page).toBeUndefined()
  expect(JSON.stringify([...fake.stored])).not.toContain('help.test')
})

test('changes at once make one report, not two', async () => {
  const report = await open()
  await Promise.all([report.keep(WORDS), report.keep(OTHER)])
  expect([...fake.stored.keys()].filter((key) => key.startsWith('report:'))).toHaveLength(1)
  expect((await open()).draft?.words).toBe(OTHER.words)
})

test('a second report after a receipt is kept, and nothing of the first', async () => {
  const report = await open()
  await report.keep(WORDS)
  await report.over()
  expect([location.hash, [...fake.stored.keys()].filter((key) => key.startsWith('report-draft'))]).toEqual([
    '',
    [],
  ])
  await report.keep(OTHER)
  expect((await open()).draft?.words).toBe(OTHER.words)
})

test('what is written back comes back, until it is sent or the tab is closed', async () => {
  const report = await open()
  await report.keepWords('c1', 'Thank you')
  expect([await (await open()).wordsFor('c1'), await report.wordsFor('c2')]).toEqual(['Thank you', ''])
  await report.keepWords('c1', '')
  expect([...fake.stored]).toEqual([])
})

test('a report begun under a cover is seen at once, and what somebody else had written is not', async () => {
  const before = await newReport({}, undefined)
  covers(false, 'm1')
  const address = await newReport({ covered: 3 }, undefined)
  history.replaceState(null, '', address)
  expect(await (await open()).cover()).toBeNull()
  history.replaceState(null, '', before)
  expect(await (await open()).cover()).toMatchObject({ forgotten: false })
})

test('“No” spares a report that was begun under the cover, its tab and its silence', async () => {
  const before = await newReport({ tab: 5, covered: 2 }, undefined)
  covers(false, 'm1')
  const under = await newReport({ tab: 6, covered: 3 }, undefined)
  fake.tabs.set(5, { id: 5, url: before, active: false, windowId: 1 })
  fake.tabs.set(6, { id: 6, url: under, active: true, windowId: 1 })
  await forgetPrivatePages(undefined)
  expect([...fake.stored.keys()].filter((key) => key.includes(idOf(before)!))).toEqual([])
  expect([...fake.stored.keys()].filter((key) => key.includes(idOf(under)!))).toHaveLength(2)
  expect(fake.updates.map(([id]) => id)).not.toContain(6)
  expect(fake.updates.map(([id]) => id)).toContain(5)
})

test('it is covered when its writer goes, asks in nobody’s name, and “yes” opens it alone', async () => {
  covers(true, 'm1', { another: 'b1' })
  const report = await open()
  await report.keep(WORDS)
  expect([await report.cover(), report.another]).toEqual([null, 'b1'])
  covers(true, 'm2', { another: 'b1' })
  expect(await report.cover()).toMatchObject({ isWriters: true })
  // Nor is it shown to the first one, who says “yes” to what is theirs.
  covers(false, 'm3', { isOver: true })
  const again = await open()
  expect(await again.cover()).toMatchObject({ isWriters: true })
  await again.isWriter()
  expect(await again.cover()).toBeNull()
  expect((await open()).draft?.words).toBe(WORDS.words)
  covers(false, 'm4')
  expect(await again.cover()).toMatchObject({ isWriters: true })
})
