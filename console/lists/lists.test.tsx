// @vitest-environment happy-dom
/** Lists on the console: what is said of each state, and what one press asks the server for. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ListSource, ListUpdate } from '../../lib/protocol/list-sources.ts'
import { notice } from '../state.ts'
import { ListsPage } from './ListsPage.tsx'
import { lists } from './state.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const update = (id: number, more: Partial<ListUpdate> = {}): ListUpdate => ({
  id,
  at: NOW - 3_600_000,
  state: 'in-force',
  digest: 'a'.repeat(64),
  bytes: 1000,
  names: 12_345,
  addresses: 2,
  segments: [{ category: 'gambling', names: 12_345 }],
  groups: [{ group: '', names: 12_345 }],
  change: { added: 312, removed: 40, moved: 0 },
  lines: 13_000,
  leftOut: [{ why: 'bad-line', count: 7, samples: ['???'] }],
  problems: [],
  decided: null,
  kept: true,
  ...more,
})
const source = (id: number, more: Partial<ListSource> = {}): ListSource => ({
  id,
  name: `List ${id}`,
  licence: 'MIT',
  from: { kind: 'address', address: 'https://lists.example/x.txt' },
  format: 'plain',
  mapping: [],
  schedule: 'daily',
  on: true,
  pinned: false,
  added: NOW,
  state: 'current',
  checked: NOW,
  next: NOW,
  failing: null,
  inForce: update(id),
  held: null,
  ...more,
})
const HELD = source(2, {
  state: 'held',
  held: update(9, {
    state: 'held',
    names: 20,
    problems: [{ code: 'shrinks', detail: 'From 12,345 names to 20.' }],
  }),
})

let sources: ListSource[]
let asked: { method: string; path: string; body: unknown }[]
let answers: Record<string, unknown>
beforeEach(() => {
  sources = [source(1), HELD]
  asked = []
  answers = {}
  lists.value = null
  notice.value = null
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string | Blob }) => {
    if (method !== 'GET') {
      asked.push({ method, path, body: typeof body === 'string' ? JSON.parse(body) : body })
      return Response.json(answers[`POST ${path}`] ?? sources[0])
    }
    if (answers[path] !== undefined) return Response.json(answers[path])
    if (path.endsWith('/presets'))
      return Response.json({
        presets: [
          {
            id: 'p',
            name: 'Well known',
            publisher: 'Somebody',
            about: 'Big.',
            licence: 'GPL-3.0',
            licenceAddress: 'https://lists.example/licence',
            home: 'https://lists.example',
            address: 'https://lists.example/p',
            format: 'plain',
            mapping: [{ group: '', categories: ['adult'] }],
            schedule: 'daily',
            names: 5,
            added: false,
          },
        ],
      })
    if (path.endsWith('/corrections'))
      return Response.json({
        corrections: [
          { id: 4, host: 'right.example', categories: [], reason: 'maths', at: NOW, by: 'Nell', from: null },
        ],
      })
    return Response.json({ at: NOW, sources, published: null, waiting: false, problem: null })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }))
}
const posted = () => asked.filter(({ method }) => method !== 'GET')

it('says of a list what is in force, under which licence, and what changed', async () => {
  render(<ListsPage />)
  const item = (await screen.findByRole('heading', { name: 'List 1' })).closest('li')!
  expect(item.textContent).toMatch(/In force.*12,345 names.*\+312 −40.*MIT.*Every day.*Gambling/)
  expect(item.textContent).toContain('7 lines left out')
})

it('a held update says why, and wants a reason for either way out', async () => {
  render(<ListsPage />)
  expect(await screen.findByText('1 list needs you')).toBeTruthy()
  const item = screen.getByRole('heading', { name: 'List 2' }).closest('li')!
  expect(item.textContent).toContain('lost more than a fifth')
  expect(item.textContent).toContain('the last good list stays in force')
  await press(/^Use it all the same.*List 2/)
  expect(posted()).toEqual([])
  expect(within(item).getByText('Say why in a few words.')).toBeTruthy()
  fireEvent.input(within(item).getByLabelText('Why, for the record'), { target: { value: ' It was split ' } })
  await press(/^Use it all the same.*List 2/)
  await press(/^Keep the last good one.*List 2/)
  await waitFor(() =>
    expect(posted().map(({ path, body }) => [path, body])).toEqual([
      ['/admin/lists/sources/2/take', { update: 9, reason: 'It was split' }],
      ['/admin/lists/sources/2/discard', { update: 9, reason: 'It was split' }],
    ]),
  )
})

it('what changes is shown with a few of each', async () => {
  answers['/admin/lists/sources/2/diff?to=9'] = {
    added: 312,
    removed: 40,
    moved: 0,
    samples: { added: [{ host: 'new.example', categories: ['gambling'] }], removed: [], moved: [] },
    byCategory: [],
  }
  render(<ListsPage />)
  const summary = await screen.findByText('See what changes')
  const details = summary.closest('details')!
  details.open = true
  fireEvent(details, new Event('toggle'))
  expect(await screen.findByText('+312 −40', { selector: 'strong' })).toBeTruthy()
  expect(screen.getByText('New: here are 1 of 312')).toBeTruthy()
  expect(screen.getByText('new.example')).toBeTruthy()
})

it('fetches, pins, turns off and adds a well-known list at one press each', async () => {
  sources = [source(1)]
  render(<ListsPage />)
  await press(/^Fetch now.*List 1/)
  await press(/^Pin.*List 1/)
  await press(/^Turn off.*List 1/)
  await press(/^Add.*Well known/)
  await press(/^Take back.*right\.example/)
  await waitFor(() =>
    expect(posted().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /admin/lists/sources/1/fetch',
      'POST /admin/lists/sources/1/pin',
      'POST /admin/lists/sources/1',
      'POST /admin/lists/sources',
      'DELETE /admin/lists/corrections/4',
    ]),
  )
  expect(posted()[3]?.body).toMatchObject({ preset: 'p', licence: 'GPL-3.0', from: { kind: 'address' } })
})

it('a wrongly listed site is looked up and put right in one step', async () => {
  answers['/admin/lists/look?host=wrong.example'] = {
    host: 'wrong.example',
    categories: ['drugs'],
    listed: [{ source: 1, name: 'List 1', under: 'wrong.example', categories: ['drugs'] }],
    protected: false,
    correction: null,
  }
  answers['POST /admin/lists/corrections'] = {
    id: 5,
    host: 'wrong.example',
    categories: [],
    reason: 'a charity',
    at: NOW,
    by: '',
    from: null,
  }
  render(<ListsPage />)
  const host = await screen.findByLabelText('Site')
  fireEvent.input(host, { target: { value: 'wrong.example' } })
  fireEvent.submit(host.closest('form')!)
  expect(await screen.findByText(/lists/, { selector: 'li' })).toBeTruthy()
  const box = screen.getByText('wrong.example', { selector: 'strong bdi' }).closest('div')!
  fireEvent.input(within(box).getByLabelText('Why, for the record'), { target: { value: 'a charity' } })
  await press(/^Put it right/)
  await waitFor(() =>
    expect(posted()[0]).toMatchObject({
      path: '/admin/lists/corrections',
      body: { host: 'wrong.example', categories: [], reason: 'a charity' },
    }),
  )
})
