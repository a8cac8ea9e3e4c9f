import { beforeEach, expect, test, vi } from 'vitest'
import { openReport, unsilence } from './report.ts'

const OWN = 'chrome-extension://kerb/'
const PICTURE = 'data:image/jpeg;base64,AAAA'

/** As much of the browser as the way to the report needs. */
const fake = vi.hoisted(() => {
  const tabs = new Map<number, Record<string, unknown>>()
  const stored = new Map<string, unknown>()
  const windows = new Map<number, { type: string }>()
  const done: unknown[][] = []
  const api = {
    runtime: { id: 'kerb', getURL: (path: string) => `chrome-extension://kerb/${path}` },
    tabs: {
      get: async (id: number) => {
        const tab = tabs.get(id)
        if (!tab) throw new Error('No tab with id')
        return tab
      },
      query: async ({ active, windowId }: { active?: boolean; windowId?: number }) =>
        [...tabs.values()].filter(
          (tab) => (active === undefined || tab['active'] === active) && tab['windowId'] === windowId,
        ),
      update: async (id: number, change: object) => void done.push(['update', id, change]),
      create: async (made: object) => void done.push(['create', made]),
      captureVisibleTab: async () => {
        done.push(['picture'])
        return 'data:image/jpeg;base64,AAAA'
      },
    },
    windows: {
      get: async (id: number) => windows.get(id),
      create: async (made: object) => void done.push(['window', made]),
    },
    storage: {
      session: {
        get: async () => ({}),
        set: async (items: object) => {
          for (const [key, value] of Object.entries(items)) stored.set(key, value)
        },
      },
    },
  }
  return { api, tabs, stored, windows, done }
})
vi.mock('./api.ts', () => ({ api: fake.api }))

const tab = {
  id: 1,
  windowId: 9,
  index: 3,
  active: true,
  url: 'https://a.test/',
  title: 'A',
} as chrome.tabs.Tab
const known = async () => ({ attach: true, categories: [] })
const did = (what: string) => fake.done.filter(([kind]) => kind === what)
const kept = () => Object.fromEntries([...fake.stored].map(([key, value]) => [key.replace(/:.*/, ''), value]))

beforeEach(() => {
  fake.done.length = 0
  fake.stored.clear()
  fake.tabs.clear()
  fake.tabs.set(1, { ...tab })
  fake.windows.clear()
  fake.windows.set(9, { type: 'normal' })
})

test('silences the tab, takes its picture before it is covered, and opens beside it in front', async () => {
  await openReport(tab, known)
  const order = fake.done.map(([kind]) => kind)
  expect(order).toEqual(['update', 'picture', 'create'])
  expect(did('update')).toEqual([['update', 1, { muted: true }]])
  expect(did('create')[0]?.[1]).toMatchObject({ windowId: 9, index: 4, active: true })
  expect(kept()).toMatchObject({
    report: { covered: 1, page: { address: 'https://a.test/', title: 'A' } },
    'report-draft': { picture: PICTURE },
  })
})

test('covers the page without a picture when nobody says in time what the page is', async () => {
  await openReport(tab, () => new Promise(() => {}))
  expect(did('create')).toHaveLength(1)
  expect(did('picture')).toHaveLength(0)
  expect(kept()['report']).toEqual({ covered: 1, unjudged: { address: 'https://a.test/', title: 'A' } })
})

test.each([
  ['a page for grown-ups', { attach: true, categories: ['adult'] }],
  ['a lifeline', { attach: false, categories: [] }],
] as const)('takes no picture of %s', async (_, answer) => {
  await openReport(tab, async () => ({ ...answer, categories: [...answer.categories] }))
  expect(did('picture')).toHaveLength(0)
  expect(did('create')).toHaveLength(1)
})

test('takes no picture of another page that came in front meanwhile', async () => {
  const moved = { ...tab, url: 'https://b.test/' }
  await openReport(tab, async () => {
    fake.tabs.set(1, moved)
    return { attach: true, categories: [] }
  })
  expect(did('picture')).toHaveLength(0)
})

test('leaves a tab alone that the pupil has silenced, then and afterwards', async () => {
  const silent = { ...tab, mutedInfo: { muted: true, reason: 'user' } } as chrome.tabs.Tab
  fake.tabs.set(1, { ...silent })
  await openReport(silent, known)
  await unsilence(1)
  expect(did('update')).toEqual([])
  fake.tabs.set(1, { ...tab, mutedInfo: { muted: true, reason: 'extension', extensionId: 'kerb' } })
  await unsilence(1)
  expect(did('update')).toEqual([['update', 1, { muted: false }]])
})

test('a window without tabs of its own is covered by a window; a tab that is gone is no error', async () => {
  fake.windows.set(9, { type: 'popup' })
  await openReport(tab, known)
  expect(did('window')[0]?.[1]).toMatchObject({ focused: true, state: 'maximized' })
  await openReport(undefined, known)
  expect(did('window')).toHaveLength(2)
  await unsilence(77)
})

test('a report that is open in the window comes to the front, and no second one is begun', async () => {
  fake.tabs.set(2, { id: 2, windowId: 9, url: `${OWN}report.html#x`, active: false })
  await openReport(tab, known)
  expect(did('create')).toEqual([])
  expect(did('update')).toContainEqual(['update', 2, { active: true }])
})

test('for the blocked page it is the address that was stopped, without a picture, and nobody need answer', async () => {
  const blocked = { ...tab, url: `${OWN}blocked.html?u=${encodeURIComponent('https://bad.test/')}` }
  await openReport(blocked, async () => null)
  expect(kept()['report']).toMatchObject({ page: { address: 'https://bad.test/', title: '' } })
  expect(did('picture')).toHaveLength(0)
})
