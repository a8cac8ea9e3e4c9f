// @vitest-environment happy-dom
/** The pages about alerts: what is asked for, what is said, and what one press does. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alert, Learned, OpenedAlert, Telling, Week } from '../../lib/protocol/alerts.ts'
import { App } from '../App.tsx'
import { notice, signedIn } from '../state.ts'
import { AlertsPage } from './AlertsPage.tsx'
import { AlertsPart } from './AlertsPart.tsx'
import { toInbox, whereOf } from './where.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const alert = (id: number, more: Partial<Alert> = {}): Alert => ({
  id,
  pupil: { person: 7, name: 'amy@school.example' },
  device: null,
  theme: 'self-harm',
  severity: 'high',
  state: 'new',
  first: NOW - 3_600_000,
  last: NOW,
  count: 2,
  waits: NOW,
  assigned: null,
  ...more,
})
const team = [
  { person: 1, name: 'Mrs Okoro' },
  { person: 2, name: 'Mr Lee' },
]
const one = (more: Partial<OpenedAlert> = {}): OpenedAlert => ({
  alert: alert(5, { state: 'opened' }),
  reasons: [
    { why: 'device', points: 9 },
    { why: 'again', points: 0.5, count: 1 },
  ],
  rows: [],
  acts: [{ at: NOW, act: 'opened', by: 'Mrs Okoro' }],
  team,
  timeZone: 'Europe/London',
  ...more,
})
const taught: Learned = {
  id: 3,
  at: NOW,
  by: 'Mrs Okoro',
  what: 'same',
  theme: 'weapons',
  how: 'search',
  severity: 'high',
  text: 'Macbeth dagger',
  points: -6,
  floor: false,
  ended: null,
}
const weekly: Week = {
  from: '2026-11-16',
  to: '2026-11-22',
  bySeverity: { high: null, medium: 7, low: 0 },
  byTheme: [{ theme: 'drugs', alerts: 7, pupils: null }],
  opened: 7,
  unopened: 0,
  dismissed: 0,
  wrong: 0,
  closed: 6,
  medianMinutes: 12,
  medianHighMinutes: null,
  rows: 80,
  timeZone: 'Europe/London',
  hasBefore: true,
  hasAfter: false,
}
const told: Telling = { order: team, openWithin: 60, heads: 1, mail: 'works' }

let asked: { method: string; path: string; body: unknown }[]
let answers: Record<string, object | 403>
beforeEach(() => {
  asked = []
  notice.value = null
  location.hash = '#alerts'
  signedIn.value = { state: 'in', roles: ['dsl'], how: 'provider', name: 'Mrs Okoro' }
  answers = {
    '/admin/alerts': {
      at: NOW,
      alerts: [alert(5), alert(6, { pupil: null, device: 'CB-7', severity: 'low', state: 'closed' })],
      total: 60,
      pageSize: 25,
      waiting: { high: 1, medium: 0, low: 2 },
      team,
      mail: 'works',
    },
    '/admin/alerts/5/open': one(),
    '/admin/alert-learned': { learned: [taught], more: false },
    '/admin/alert-telling': told,
    '/admin/alert-week': weekly,
  }
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    asked.push({ method, path, body: body === undefined ? undefined : JSON.parse(body) })
    const answer = answers[path.split('?')[0] ?? '']
    if (answer === 403 || answer === undefined)
      return Response.json({ error: 'role', message: 'This needs the role dsl.' }, { status: 403 })
    return Response.json(answer)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  signedIn.value = { state: 'out' }
})
const last = () => asked.at(-1)

describe('addresses', () => {
  it('lead where they say, and what is wrong in them is left out', () => {
    expect(whereOf('/12')).toEqual({ part: 'one', id: 12 })
    expect(whereOf('/week?from=2026-11-16')).toEqual({ part: 'week', from: '2026-11-16' })
    expect(whereOf('/week?from=evil')).toEqual({ part: 'week', from: undefined })
    const view = {
      show: 'closed',
      severity: 'high',
      theme: 'drugs',
      mine: '1',
      sort: 'oldest',
      page: 3,
    } as const
    expect(whereOf(toInbox(view).slice('#alerts'.length))).toEqual({ part: 'inbox', view })
    expect(whereOf('?show=x&severity=%3Cb%3E&page=-1')).toMatchObject({
      view: { show: 'waiting', severity: undefined, page: 0 },
    })
    expect(toInbox({})).toBe('#alerts')
  })
})

describe('the inbox', () => {
  it('says whose, how pressing and in which state, and what waits', async () => {
    render(<AlertsPage at="" />)
    expect(
      await screen.findByText('3 alerts wait to be opened, 1 of them high.', { exact: false }),
    ).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Self-harm: amy@school.example' }).getAttribute('href')).toBe(
      '#alerts/5',
    )
    expect(screen.getByText('nobody signed in, device CB-7')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Save these as CSV' }).getAttribute('href')).toBe(
      '/admin/alerts.csv',
    )
  })

  it('puts filters and pages into the address', async () => {
    render(<AlertsPage at="?show=all&severity=high" />)
    await screen.findByText('Page 1 of 3')
    expect(last()?.path).toBe('/admin/alerts?show=all&severity=high&page=0')
    fireEvent.click(screen.getByRole('button', { name: 'Later' }))
    expect(location.hash).toBe('#alerts?show=all&severity=high&page=1')
    fireEvent.change(screen.getByLabelText('Theme'), { target: { value: 'drugs' } })
    expect(location.hash).toBe('#alerts?show=all&severity=high&theme=drugs')
    fireEvent.click(screen.getByLabelText('Only those given to me'))
    expect(location.hash).toContain('mine=1')
  })

  it.each([
    ['', 'Nothing waits for you.'],
    ['?theme=drugs', 'No alert fits this.'],
  ])('says so when there is nothing: %s', async (at, words) => {
    answers['/admin/alerts'] = { ...(answers['/admin/alerts'] as object), alerts: [], total: 0 }
    render(<AlertsPage at={at} />)
    expect(await screen.findByText(words, { exact: false })).toBeTruthy()
  })

  it('says why nothing comes, and that mail does not go out', async () => {
    const good = answers['/admin/alerts'] as object
    answers['/admin/alerts'] = 403
    render(<AlertsPage at="" />)
    expect((await screen.findByRole('alert')).textContent).toContain('needs the role')
    answers['/admin/alerts'] = { ...good, mail: 'none' }
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/No mail server is set/)).toBeTruthy()
  })
})

describe('an alert', () => {
  it('is opened by being looked at, and says its reasons with their points', async () => {
    render(<AlertsPage at="/5" />)
    expect(await screen.findByText('It came at 1 other time within seven days')).toBeTruthy()
    expect(asked).toEqual([{ method: 'POST', path: '/admin/alerts/5/open', body: {} }])
    expect(screen.getByText('9.5')).toBeTruthy()
    expect(screen.getByText('Mrs Okoro opened it.')).toBeTruthy()
    expect(screen.getByText('What it was made of is not kept any more.')).toBeTruthy()
  })

  it('is given to somebody, dismissed with what that teaches, and opened again', async () => {
    const done = one({ alert: alert(5, { state: 'dismissed' }) })
    answers['/admin/alerts/5/assign'] = one()
    answers['/admin/alerts/5/dismiss'] = done
    answers['/admin/alerts/5/reopen'] = one()
    render(<AlertsPage at="/5" />)
    fireEvent.change(await screen.findByLabelText('Given to'), { target: { value: '2' } })
    await waitFor(() => expect(last()).toMatchObject({ path: '/admin/alerts/5/assign', body: { person: 2 } }))
    fireEvent.change(screen.getByLabelText('What became of it'), { target: { value: 'dismiss wrong' } })
    expect(screen.getByText(/never weigh less than their words/)).toBeTruthy()
    fireEvent.input(screen.getByLabelText(/In your own words/), { target: { value: ' A play. ' } })
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss it' }))
    await waitFor(() =>
      expect(last()).toMatchObject({
        path: '/admin/alerts/5/dismiss',
        body: { why: 'wrong', words: 'A play.' },
      }),
    )
    fireEvent.click(await screen.findByRole('button', { name: 'Undo: open it again' }))
    await waitFor(() => expect(last()?.path).toBe('/admin/alerts/5/reopen'))
  })

  it('leads to the pupil’s record only by a reason', async () => {
    render(<AlertsPage at="/5" />)
    fireEvent.click(await screen.findByRole('button', { name: 'Look at the record' }))
    expect(await screen.findByText(/Why do you look at the record of/)).toBeTruthy()
    expect(asked).toHaveLength(1)
  })
})

it('what was learned is listed and taken back', async () => {
  answers['/admin/alert-learned/3'] = {
    learned: [{ ...taught, ended: { at: NOW, by: 'Mr Lee' } }],
    more: false,
  }
  render(<AlertsPage at="/learned" />)
  const name = 'Weapons, by a search: “Macbeth dagger”'
  fireEvent.click(await screen.findByRole('button', { name: `Take it back: ${name}` }))
  await screen.findByRole('button', { name: `Let it count again: ${name}` })
  expect(last()).toMatchObject({ method: 'DELETE', path: '/admin/alert-learned/3' })
})

it('what was learned longer ago stays shown while somebody reads it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    answers['/admin/alert-learned'] = { learned: [taught], more: true }
    render(<AlertsPage at="/learned" />)
    answers['/admin/alert-learned'] = { learned: [{ ...taught, id: 2, text: 'Hamlet rapier' }], more: false }
    fireEvent.click(await screen.findByRole('button', { name: 'Show older' }))
    await screen.findByText(/Hamlet rapier/)
    const before = asked.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(before)
    expect(screen.getByText(/Macbeth dagger/)).toBeTruthy()
  } finally {
    vi.useRealTimers()
  }
})

it('who is told first is changed by one press', async () => {
  render(<AlertsPage at="/telling" />)
  fireEvent.click(await screen.findByRole('button', { name: 'Tell Mr Lee earlier' }))
  await waitFor(() => expect(last()).toMatchObject({ method: 'POST', body: { order: [2, 1] } }))
})

describe('a head', () => {
  beforeEach(() => (signedIn.value = { state: 'in', roles: ['head'], how: 'provider', name: 'Mr Bright' }))

  it('sees the week in numbers wherever the address leads, and none that is small', async () => {
    render(<AlertsPage at="/5" />)
    expect((await screen.findAllByText('fewer than 5')).length).toBeGreaterThan(0)
    expect(asked.map(({ path }) => path)).toEqual(['/admin/alert-week'])
    expect(screen.queryByRole('link', { name: 'Inbox' })).toBeNull()
  })

  it('is led to no week that still runs', async () => {
    render(<AlertsPage at="/week" />)
    expect(await screen.findByRole('link', { name: 'The week before' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'The week after' })).toBeNull()
  })

  it('has the way to it on the school’s page', () => {
    render(<AlertsPart />)
    expect(screen.getByRole('link', { name: 'Alerts in numbers' })).toBeTruthy()
  })

  it('has it there beside another role', async () => {
    signedIn.value = { state: 'in', roles: ['head', 'office'], how: 'provider', name: 'Mr Bright' }
    location.hash = ''
    render(<App />)
    expect(await screen.findByRole('link', { name: 'Alerts in numbers' })).toBeTruthy()
  })
})
