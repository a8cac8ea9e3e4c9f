// @vitest-environment happy-dom
/** The policy editor's page: what is sent for what is done, what is said at a field, and what two people see who meet. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import english from '../../assets/locales/en-GB.json' with { type: 'json' }
import { raw } from '../../tests/fixtures/sample-policies.ts'
import type { PolicyDraft, PreviewResult } from '../../lib/protocol/policy-editor.ts'
import { route } from '../lessons/route.ts'
import { notice, signedIn } from '../state.ts'
import { PolicyPage } from './PolicyPage.tsx'
import { meetings, shownDraft } from './state.ts'
import { TOLD } from './words.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const GAMES = ['groups', 'year-9', 'categories', 'games']
const document_ = () => ({ ...raw(), people: {}, unblocks: [], suspensions: [] })
const draft = (more: Partial<PolicyDraft> = {}): PolicyDraft => ({
  version: { epoch: 1, number: 4 },
  mark: 'mark-1',
  document: document_(),
  inForce: document_(),
  people: { 'year-9': 3 },
  edits: [],
  problems: [],
  changes: [],
  aboutPeople: 0,
  ...more,
})
const EDITED = draft({
  edits: [{ id: 7, path: GAMES, what: 'value', to: 'warn', by: 'Nell', at: NOW, stuck: false }],
  changes: ['~ year-9, category games: block → warn (looser)'],
})

let now: PolicyDraft
let conflicts: object[]
let asked: { method: string; path: string; body: unknown }[]
let answers: Record<string, unknown>
beforeEach(() => {
  now = draft()
  conflicts = []
  asked = []
  answers = {}
  shownDraft.value = null
  meetings.value = []
  notice.value = null
  signedIn.value = { state: 'in', roles: ['network'], how: 'passkey' }
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method !== 'GET')
      asked.push({ method, path, body: body === undefined ? undefined : JSON.parse(body) })
    const own = answers[`${method} ${path}`]
    if (own !== undefined) return own instanceof Response ? own : Response.json(own)
    if (path.endsWith('/edits')) return Response.json({ draft: now, conflicts })
    return Response.json(now)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const open = (part: string, group = ''): void => {
  route.value = { page: 'policy', part, group }
  render(<PolicyPage />)
}
const press = async (name: string | RegExp): Promise<void> =>
  void fireEvent.click(await screen.findByRole('button', { name, hidden: true }))
const choose = async (label: string | RegExp, value: string): Promise<void> =>
  void fireEvent.change(await screen.findByLabelText(label), { target: { value } })
const sent = () => asked.map(({ body }) => body)

describe('the grid', () => {
  it('sends what was seen and what is wanted', async () => {
    open('categories')
    await choose('Games, year-9', 'warn')
    expect(sent()).toEqual([{ edits: [{ path: GAMES, what: 'value', to: 'warn' }] }])
  })
  it('takes the group’s word out where the usual is chosen', async () => {
    open('categories')
    await choose('General AI assistants, year-9', 'warn')
    const path = ['groups', 'year-9', 'categories', 'ai-assistant']
    expect(sent()).toEqual([{ edits: [{ path, what: 'value', from: 'block' }] }])
  })
  it('has no choice for what is illegal', async () => {
    open('categories')
    await screen.findByLabelText('Games, year-9')
    expect(screen.queryByLabelText(/Child sexual abuse material, year-9/)).toBeNull()
    expect(screen.getAllByText('Always blocked').length).toBeGreaterThan(0)
  })
})

describe('somebody else was first', () => {
  it('both are shown, and mine goes over theirs only when I say so', async () => {
    open('categories')
    conflicts = [{ edit: 0, now: 'allow', by: 'Omar', at: NOW }]
    await choose('Games, year-9', 'warn')
    const met = await screen.findByText(/Omar was there first/)
    expect(met.closest('.note')!.textContent).toMatch(/It is nowallow.*You wantedwarn/)
    conflicts = []
    await press(/Use mine/)
    await waitFor(() => expect(asked).toHaveLength(2))
    expect(sent()[1]).toEqual({ edits: [{ path: GAMES, what: 'value', from: 'allow', to: 'warn' }] })
    await waitFor(() => expect(screen.queryByText(/was there first/)).toBeNull())
  })
})

describe('own sites', () => {
  it('are added one edit each, with their clause', async () => {
    open('groups', 'year-9')
    fireEvent.input(await screen.findByLabelText('Add sites, one a line'), {
      target: { value: 'one.example\n=two.example # why' },
    })
    await choose('Clause it serves', 'games')
    fireEvent.submit(screen.getByLabelText('Add sites, one a line').closest('form')!)
    await waitFor(() => expect(asked).toHaveLength(1))
    const path = ['groups', 'year-9', 'entries']
    expect(sent()[0]).toEqual({
      edits: [
        { path, what: 'item', to: { kind: 'suffix', host: 'one.example', action: 'block', clause: 'games' } },
        {
          path,
          what: 'item',
          to: { kind: 'host', host: 'two.example', action: 'block', note: 'why', clause: 'games' },
        },
      ],
    })
  })
  it('that cannot be read are named with what to write, and nothing is sent', async () => {
    open('groups', 'year-9')
    fireEvent.input(await screen.findByLabelText('Add sites, one a line'), { target: { value: 'no site' } })
    fireEvent.submit(screen.getByLabelText('Add sites, one a line').closest('form')!)
    expect(await screen.findByText(/“no site” has a space in it/)).toBeTruthy()
    expect(asked).toEqual([])
  })
})

describe('recording', () => {
  it('more asks for the reason first and shows what pupils are told', async () => {
    open('groups', 'year-9')
    const recording = now.document.groups['year-9']!.recording
    recording.detail = 'least'
    delete recording.reason
    await choose(/How much of visits is kept/, 'titles')
    expect(asked).toEqual([])
    await press('Keep more')
    expect(await screen.findByText('Say why in a few words.')).toBeTruthy()
    fireEvent.input(screen.getByLabelText(/Why does the school need it/), {
      target: { value: 'Agreed by governors' },
    })
    await press('Keep more')
    await waitFor(() => expect(asked).toHaveLength(1))
    expect(sent()[0]).toMatchObject({
      edits: [
        { path: ['groups', 'year-9', 'recording', 'detail'], from: 'least', to: 'titles' },
        { path: ['groups', 'year-9', 'recording', 'reason'], to: 'Agreed by governors' },
      ],
    })
  })
  it('is told in the very words of the pupils’ page', () => {
    expect(TOLD).toEqual({ plain: english.notice.what, searches: english.notice.whatSearch })
  })
})

describe('what is wrong', () => {
  it('stands at its field with what to do', async () => {
    now = draft({ problems: [{ field: 'timeZone', wrong: 'is no time zone', fix: 'Write Europe/London.' }] })
    open('school')
    const field = await screen.findByLabelText(/Time zone/)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.closest('.policy__field')!.textContent).toContain(
      'This is no time zone. Write Europe/London.',
    )
    expect(screen.getByText('1 thing to put right')).toBeTruthy()
  })
  it('that the server refuses stands there too', async () => {
    open('school')
    answers['POST /admin/policy/draft/edits'] = Response.json(
      { error: 'invalid', message: 'Too long.', field: 'school.name' },
      { status: 422 },
    )
    const field = await screen.findByLabelText(/^Name/)
    fireEvent.change(field, { target: { value: 'Hill' } })
    await waitFor(() => expect(field.closest('.policy__field')!.textContent).toContain('Too long.'))
  })
})

describe('changes', () => {
  it('wants a reason, and publishes what was looked at, for one group first', async () => {
    now = EDITED
    open('changes')
    expect(await screen.findByText('~ year-9, category games: block → warn (looser)')).toBeTruthy()
    await press('Publish for everybody')
    expect(await screen.findByText('Say why in a few words.')).toBeTruthy()
    fireEvent.input(screen.getByLabelText('Why, for the history'), { target: { value: 'Chess club' } })
    await choose(/^For whom/, 'year-9')
    answers['POST /admin/policy/draft/publish'] = { version: { epoch: 1, number: 5 }, at: NOW, remarks: [] }
    answers['GET /admin/policy/versions'] = { versions: [] }
    await press('Publish for year-9 first')
    await waitFor(() => expect(notice.value?.text).toMatch(/Version 1.5 is published. Devices of year-9/))
    expect(sent()).toEqual([{ mark: 'mark-1', reason: 'Chess club', group: 'year-9' }])
  })
  it('that no longer fit are shown with what stands there, and hold up publishing', async () => {
    now = draft({ edits: [{ ...EDITED.edits[0]!, stuck: true, now: 'allow' }] })
    open('changes')
    expect(await screen.findByText(/a version that was published meanwhile says allow there/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Publish for everybody' }).hasAttribute('disabled')).toBe(true)
    await press(/Keep it all the same/)
    await waitFor(() => expect(asked[0]?.path).toBe('/admin/policy/draft/edits/7/keep'))
  })
  it('of a draft that says nothing new are told so', async () => {
    open('changes')
    expect(await screen.findByText(/The draft says the same as the policy in force/)).toBeTruthy()
  })
})

describe('the preview', () => {
  const figure = (count: number) => (count < 5 ? ('few' as const) : count)
  const part = (visits: number, pupils: number) => ({
    visits,
    pupils,
    hosts: visits === 0 ? 0 : 1,
    named:
      visits === 0
        ? []
        : [
            {
              host: 'games.example',
              visits: figure(visits),
              pupils: figure(pupils),
              groups: ['year-9'],
              categories: ['games' as const],
            },
          ],
  })
  const RESULT: PreviewResult = {
    from: NOW - 1,
    until: NOW,
    looked: 5000,
    parts: { stopped: part(140, 30), warned: part(0, 0), opened: part(1, 1), unwarned: part(0, 0) },
    small: ['sixth'],
  }
  it('shows how far it is, and then visits, people and sites; few are no number', async () => {
    now = EDITED
    open('changes')
    const one = { id: 'p1', mark: 'mark-1' }
    answers['POST /admin/policy/previews'] = { ...one, state: 'running', done: 0.5 }
    answers['GET /admin/policy/previews/p1'] = { ...one, state: 'running', done: 0.6 }
    await press('Try it on last week’s visits')
    expect((await screen.findByRole('progressbar')).getAttribute('value')).toBe('0.5')
    answers['GET /admin/policy/previews/p1'] = { ...one, state: 'done', done: 1, result: RESULT }
    expect(
      await screen.findByText(
        /Would have stopped at least 140 visits by at least 30 people/,
        {},
        { timeout: 5000 },
      ),
    ).toBeTruthy()
    expect(screen.getByText(/Would open what was stopped at least 1 visit by at least 1 person/)).toBeTruthy()
    const table = within(screen.getByRole('region', { name: 'Would have stopped' }))
    expect(table.getByText('games.example').closest('tr')!.textContent).toMatch(
      /games.example.*140.*30.*Games.*year-9/,
    )
    expect(screen.getByText(/fewer than five people used the web in it: sixth/)).toBeTruthy()
  })
  it('can be called off', async () => {
    now = EDITED
    open('changes')
    const one = { id: 'p2', mark: 'mark-1', state: 'running', done: 0.1 }
    answers['POST /admin/policy/previews'] = one
    answers['GET /admin/policy/previews/p2'] = one
    answers['DELETE /admin/policy/previews/p2'] = new Response(null, { status: 204 })
    await press(/Try it on last week’s visits|Look again/)
    await press('Call it off')
    await waitFor(() =>
      expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/admin/policy/previews/p2' }),
    )
    expect(await screen.findByRole('button', { name: 'Try it on last week’s visits' })).toBeTruthy()
  })
})

it('what could not be had says so, and asks again', async () => {
  answers['GET /admin/policy/draft'] = Response.json(
    { error: 'role', message: 'This needs the role network.' },
    { status: 403 },
  )
  open('changes')
  expect(await screen.findByText('This needs the role network.')).toBeTruthy()
  delete answers['GET /admin/policy/draft']
  await press('Try again')
  expect(await screen.findByText(/The draft says the same/)).toBeTruthy()
})

it('a history that could not be had is not called empty', async () => {
  answers['GET /admin/policy/versions'] = Response.json(
    { error: 'role', message: 'This needs the role network.' },
    { status: 403 },
  )
  open('history')
  expect(await screen.findByText('This needs the role network.')).toBeTruthy()
  expect(screen.queryByText('Nothing is published yet.')).toBeNull()
})

it('a name of a group is text, whatever is in it', async () => {
  const evil = '<img src=x onerror=alert(1)>'
  now.document.groups[evil] = now.document.groups['year-9']!
  open('groups')
  expect(await screen.findByRole('link', { name: evil })).toBeTruthy()
  expect(document.querySelector('img')).toBeNull()
})
