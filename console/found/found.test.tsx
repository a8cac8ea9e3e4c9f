// @vitest-environment happy-dom
/** What the guard found on the console: what is said of each state, and what one press does. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FoundAt, FoundList } from '../../lib/protocol/found.ts'
import { notice } from '../state.ts'
import { FoundPage } from './FoundPage.tsx'
import { found, view } from './state.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const DAY = 86_400_000
const at = (id: number, more: Partial<FoundAt> = {}): FoundAt => ({
  id,
  host: `h${id}.test`,
  kind: 'unblocker',
  sure: true,
  evidence: [
    { family: 'engine', sign: 'engine-file', detail: '/assets/uv.bundle.js' },
    { family: 'storage', sign: 'of-a-newer-device' },
  ],
  devices: 2,
  first: NOW - DAY,
  last: NOW,
  state: 'device',
  ...more,
})
const decision = (
  more: Partial<NonNullable<FoundAt['decision']>> = {},
): NonNullable<FoundAt['decision']> => ({
  what: 'shared',
  byDevices: false,
  at: NOW,
  until: NOW + DAY,
  ended: null,
  by: 'Nell',
  reason: '',
  ...more,
})

let answer: Partial<FoundList> | 403 | 'away'
let asked: string[]
let posted: { path: string; body: unknown }[]
beforeEach(() => {
  answer = { places: [] }
  asked = []
  posted = []
  found.value = null
  view.value = { show: 'all', find: '', page: 0 }
  notice.value = null
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === 'POST') {
      posted.push({ path, body: JSON.parse(body ?? 'null') })
      return Response.json({ state: 'school' })
    }
    asked.push(path)
    if (answer === 'away') throw new TypeError('away')
    if (answer === 403)
      return Response.json({ error: 'role', message: 'This needs the role network or dsl.' }, { status: 403 })
    const places = answer.places ?? []
    return Response.json({ at: NOW, places, total: places.length, pageSize: 25, waiting: 0, ...answer })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const show = (...places: FoundAt[]): void => {
  answer = { places }
  render(<FoundPage />)
}
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }))
}

it.each<[string, Partial<FoundAt>, RegExp]>([
  ['on single devices', {}, /Only devices that found it have closed it/],
  ['one page', { kind: 'drugs', notShared: 'page' }, /only that page was stopped, not the site/],
  ['an address that many share', { notShared: 'shared-address' }, /cannot be closed as a whole/],
  [
    'by two devices',
    { state: 'school', decision: decision({ byDevices: true, by: '' }) },
    /Two pupils’ devices found the same/,
  ],
  ['by somebody', { state: 'school', decision: decision() }, /^Nell closed it for all until 25 Nov/],
  ['by the one-time link', { state: 'school', decision: decision({ by: '' }) }, /^The school closed it/],
  ['used by many', { state: 'person', held: 'used' }, /more than 20 pupils/],
  ['kept open', { state: 'person', held: 'kept-open' }, /It stays open/],
  ['too many', { state: 'person', held: 'many' }, /50 sites/],
  [
    'put right',
    { state: 'cleared', decision: decision({ what: 'cleared', until: null }) },
    /^Nell put it right for good/,
  ],
  [
    'put right for a while',
    { state: 'cleared', decision: decision({ what: 'cleared' }) },
    /put it right until 25 Nov/,
  ],
  ['over', { decision: decision({ ended: NOW - DAY }) }, /It was closed for all and taken back yesterday/],
])('says what holds: %s', async (_what, more, words) => {
  show(at(1, more))
  expect(await screen.findByText(words)).toBeTruthy()
})

it('says what it was told by in words, how sure, and on how many devices', async () => {
  show(
    at(1, { path: '/view/games' }),
    at(2, { sure: false, evidence: [{ family: 'words', sign: 'odds' }], devices: 1 }),
  )
  expect(await screen.findByRole('heading', { name: 'h1.test/view/games' })).toBeTruthy()
  expect(screen.getByText('/assets/uv.bundle.js').parentElement?.textContent).toBe(
    'It loaded a file that has the name of a known unblocker’s. /assets/uv.bundle.js',
  )
  expect(screen.getByText('What it stores: of a newer device.')).toBeTruthy()
  expect(screen.getByText('Sure: 2 kinds of evidence')).toBeTruthy()
  expect(screen.getByText(/A suspicion: 1 kind of evidence/)).toBeTruthy()
  expect(screen.getByText('1 device')).toBeTruthy()
})

it('one press closes it for the school, puts it right, or takes it back', async () => {
  show(
    at(1),
    at(2, { state: 'school', decision: decision({ byDevices: true }) }),
    at(3, { state: 'cleared', decision: decision({ what: 'cleared' }) }),
  )
  await press(/^Close for the school.*h1\.test/)
  await waitFor(() => expect(notice.value?.text).toBe('h1.test is closed for the whole school.'))
  await press(/^This is wrong.*h2\.test/)
  await waitFor(() => expect(notice.value?.text).toMatch(/^h2.test is put right/))
  await press(/^Keep it closed.*h2\.test/)
  await press(/^Undo.*h3\.test/)
  await waitFor(() =>
    expect(posted).toEqual([
      { path: '/admin/found/1/share', body: { days: 30, reason: '' } },
      { path: '/admin/found/2/clear', body: { reason: '' } },
      { path: '/admin/found/2/share', body: { days: 30, reason: '' } },
      { path: '/admin/found/3/undo', body: {} },
    ]),
  )
})

it('with a reason and an end, where somebody gives them', async () => {
  show(at(1))
  fireEvent.input(await screen.findByLabelText('Why, for the record'), {
    target: { value: ' Year 8 maths ' },
  })
  fireEvent.change(screen.getByLabelText('How long'), { target: { value: '7' } })
  await press(/^This is wrong.*h1\.test/)
  await waitFor(() =>
    expect(posted).toEqual([{ path: '/admin/found/1/clear', body: { days: 7, reason: 'Year 8 maths' } }]),
  )
})

it('offers nothing that the server would refuse', async () => {
  show(at(1, { notShared: 'page' }), at(2, { state: 'person', held: 'kept-open' }))
  await screen.findByRole('heading', { name: 'h1.test' })
  expect(screen.queryAllByRole('button', { name: /^Close for the school/ })).toEqual([])
  const wrong = screen.getAllByRole('button', { name: /^This is wrong/ })
  expect(wrong.map(({ textContent }) => textContent)).toEqual([
    'This is wrong: open it: h1.test',
    'This is wrong: stop finding it: h2.test',
  ])
})

it('filters, finds and turns pages; says so when there is nothing', async () => {
  answer = { places: [at(1)], total: 60 }
  render(<FoundPage />)
  await press('Later')
  await waitFor(() => expect(asked.at(-1)).toBe('/admin/found?show=all&page=1'))
  expect(await screen.findByText('Page 2 of 3')).toBeTruthy()
  answer = { places: [] }
  fireEvent.click(screen.getByLabelText('Needs a person'))
  expect(await screen.findByText('Nothing waits for you.')).toBeTruthy()
  expect(asked.at(-1)).toBe('/admin/found?show=person&page=0')
  const box = screen.getByLabelText('Find a site')
  fireEvent.input(box, { target: { value: 'maths' } })
  fireEvent.submit(box.closest('form')!)
  expect(await screen.findByText('No site here has “maths” in its name.')).toBeTruthy()
})

it('says that sites wait for a person', async () => {
  answer = { places: [at(1, { state: 'person', held: 'used' })], waiting: 1 }
  render(<FoundPage />)
  expect(await screen.findByText('1 site needs a person')).toBeTruthy()
})

it.each<[string, 403 | 'away', RegExp]>([
  ['somebody who may not', 403, /needs the role/],
  ['a server that does not answer', 'away', /did not answer/],
])('says why there is no list, and tries again: %s', async (_what, why, words) => {
  answer = why
  render(<FoundPage />)
  expect(await screen.findByText('Loading…')).toBeTruthy()
  expect((await screen.findByRole('alert')).textContent).toMatch(words)
  answer = { places: [] }
  await press('Try again')
  expect(await screen.findByText(/The guard has found nothing yet/)).toBeTruthy()
})
