// @vitest-environment happy-dom
/** Schedules of self-checks on the console: what is said of one, and what one press sends. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, test, vi } from 'vitest'
import type { CheckPlan } from '../../lib/protocol/self-check-plans.ts'
import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { notice, signedIn } from '../state.ts'
import { planTroubles, planWords } from './plan-words.ts'
import { SelfChecksPart } from './SelfChecksPart.tsx'
import { checks } from './state.ts'

const WEDNESDAY = Date.UTC(2026, 10, 25, 12, 30)
const DAY = 86_400_000
const plan: CheckPlan = {
  often: 'weekly',
  weekday: 3,
  minute: 750,
  due: WEDNESDAY,
  until: null,
  asked: 0,
  outside: false,
  missed: null,
}
const list: SelfChecks = {
  checks: [],
  total: 0,
  pageSize: 20,
  groups: [
    { group: 'year-9', ageGroup: 'secondary', last: null, plan: null },
    { group: 'year-3', ageGroup: 'primary', last: null, plan: { ...plan, missed: WEDNESDAY - 7 * DAY } },
  ],
  lost: ['year-12'],
  timeZone: 'Europe/London',
  places: [],
  addresses: [],
  at: WEDNESDAY - DAY,
}

let sent: unknown[]
beforeEach(() => {
  sent = []
  checks.value = null
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === 'POST') sent.push([path, JSON.parse(body ?? 'null')])
    return Response.json(list)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  notice.value = null
})
const enter = (role: Role) => {
  signedIn.value = { state: 'in', roles: [role], how: 'provider' }
  render(<SelfChecksPart />)
}

test.each([
  [null, 'By hand alone.'],
  [plan, 'Every week, Wednesdays from 12:30. Next: Wed 25 Nov, 12:30.'],
  [{ ...plan, until: WEDNESDAY + 7 * DAY, asked: 1 }, 'asked 1 time so far.'],
  [{ ...plan, until: WEDNESDAY + 7 * DAY }, 'none was free so far.'],
])('a schedule says how it stands: %#', (of, words) => {
  expect(planWords(of, 'Europe/London').replaceAll(/,? at /g, ', ')).toContain(words)
})

test('one that could not be made, or cannot be, says what to do', () => {
  expect(planTroubles(plan, 'Europe/London')).toEqual([])
  expect(planTroubles({ ...plan, outside: true, missed: WEDNESDAY }, 'Europe/London')).toEqual([
    expect.stringContaining('Set another time'),
    expect.stringContaining('check this group by hand'),
  ])
})

it('is set with one press, by those who answer for the filter', async () => {
  enter('dsl')
  const [often] = await screen.findAllByLabelText('How often')
  const [day] = screen.getAllByLabelText('Day')
  const [time] = screen.getAllByLabelText('From')
  if (!often || !day || !time) throw new Error('no form')
  fireEvent.change(day, { target: { value: '4' } })
  fireEvent.change(often, { target: { value: 'half-term' } })
  fireEvent.input(time, { target: { value: '13:05' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save the schedule of year-9', hidden: true }))
  await waitFor(() =>
    expect(sent).toEqual([
      ['/admin/self-checks/plan', { group: 'year-9', often: 'half-term', weekday: 4, minute: 785 }],
    ]),
  )
  await waitFor(() => expect(notice.value).toMatchObject({ wrong: false }))
})

it('of a group that is gone is ended with one press', async () => {
  enter('network')
  fireEvent.click(await screen.findByRole('button', { name: 'End the schedule of year-12' }))
  await waitFor(() => expect(sent).toMatchObject([[expect.anything(), { group: 'year-12', often: 'off' }]]))
})

it('is only read by everybody else', async () => {
  enter('governor')
  await screen.findByText(/could not be made in time/)
  expect(screen.queryByRole('button', { name: /schedule/i, hidden: true })).toBeNull()
  expect(screen.getByText(/is no group of the policy/)).toBeTruthy()
})
