// @vitest-environment happy-dom
/** What the school shows to others, on the console: what is said of figures and checks, and what one press sends. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { KindBars } from '../charts/KindBars.tsx'
import { KindWeeks } from '../charts/KindWeeks.tsx'
import { WeekChart } from '../charts/WeekChart.tsx'
import { PublicPagePart } from '../public-page/PublicPagePart.tsx'
import { checkWords, noteWords } from '../self-check/words.ts'
import { signedIn } from '../state.ts'
import { ReviewPart } from './ReviewPart.tsx'

let asked: { path: string; body: unknown }[]
let answers: Record<string, unknown>
beforeEach(() => {
  asked = []
  answers = {}
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method === 'POST') asked.push({ path, body: JSON.parse(body ?? 'null') })
    return Response.json(answers[path])
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const signInAs = (...roles: ('network' | 'governor')[]) => {
  signedIn.value = { state: 'in', roles, how: 'provider' }
}

it('a chart says in words what it shows, and has its table', () => {
  const day = 86_400_000
  const weeks = [
    { from: Date.UTC(2026, 10, 2), count: 10 },
    { from: Date.UTC(2026, 10, 2) + 7 * day, count: 'few' as const },
  ]
  render(<WeekChart title="Pages stopped" weeks={weeks} />)
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Pages stopped, by week: most in the week from 2 Nov, 10',
  )
  const cells = within(screen.getByRole('table', { hidden: true })).getAllByRole('cell', { hidden: true })
  expect(cells.map(({ textContent }) => textContent)).toEqual(['10', 'fewer than 5'])
})

it('a chart of nothing says so', () => {
  render(<KindBars kinds={[]} />)
  expect(screen.getByText('No kind was stopped five times in these weeks.')).toBeTruthy()
})

it('each kind has a chart of its weeks, with their days; one week is no chart', () => {
  const began = [Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 9)]
  const kinds = [
    { category: 'games' as const, count: 15, weeks: [10, 'few' as const] },
    { category: 'chat' as const, count: 5, weeks: ['few' as const, 'few' as const] },
  ]
  const { rerender } = render(<KindWeeks kinds={kinds} began={began} />)
  expect(
    screen.getAllByRole('img', { hidden: true }).map((chart) => chart.getAttribute('aria-label')),
  ).toEqual([
    'Games, by week: most in the week from 2 Nov, 10',
    'Messaging, by week: fewer than 5 in each week',
  ])
  rerender(<KindWeeks kinds={kinds} began={began.slice(0, 1)} />)
  expect(screen.queryAllByRole('img', { hidden: true })).toEqual([])
})

it('a check says in words what did not hold', () => {
  expect(checkWords({ cases: 40, failed: 0, unsure: 0 })).toBe('All 40 held')
  expect(checkWords({ cases: 40, failed: 1, unsure: 3 })).toBe('1 case of 40 failed')
  const note = { address: 'https://x.test/kerb-self-check', category: 'adult', expected: 'stopped' } as const
  expect(noteWords({ ...note, outcome: 'loaded', result: 'failed' })).toBe(
    'x.test: should be stopped, and opened',
  )
  expect(noteWords({ ...note, outcome: 'loaded', result: 'opened' })).toContain('of your own')
})

const PAGE = {
  on: false,
  contact: '',
  groups: [],
  address: null,
  changed: null,
  known: [
    { group: 'year-9', ageGroup: 'secondary', people: 2 },
    { group: 'year-3', ageGroup: 'primary', people: 0 },
  ],
  hasPolicy: true,
}

it('the page for parents is switched on with the names that were written, and warns of small groups', async () => {
  answers['/admin/public-page'] = PAGE
  render(<PublicPagePart />)
  fireEvent.input(await screen.findByLabelText('year-9'), { target: { value: ' Year 9 ' } })
  expect(screen.getAllByText(/parents may guess|may guess who is meant/)).toHaveLength(1)
  answers['/admin/public-page'] = {
    ...PAGE,
    on: true,
    changed: 1,
    groups: [{ group: 'year-9', name: 'Year 9' }],
  }
  fireEvent.click(screen.getByText('Save and switch on'))
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toEqual({
    path: '/admin/public-page',
    body: { on: true, contact: '', groups: [{ group: 'year-9', name: 'Year 9' }] },
  })
  expect(await screen.findByText('Anybody can read it')).toBeTruthy()
})

const REVIEW = {
  people: [{ post: 'slt', name: 'Ada', changed: 1 }],
  reviews: [
    {
      id: 3,
      held: '2026-01-20',
      why: 'yearly',
      who: 'All four',
      found: 'Games.',
      actions: [{ id: 5, what: 'Close games', who: 'IT', due: '2026-02-01', done: null, outcome: null }],
    },
  ],
  due: '2027-01-20',
  rows: [{ id: 'D9', asks: 'The lists.', by: 'other', words: '' }],
  at: Date.UTC(2026, 10, 24),
}

it('an action is ended with what came of it; one past its day says so', async () => {
  signInAs('network')
  answers['/admin/review'] = REVIEW
  answers['/admin/review-actions/5/done'] = REVIEW
  render(<ReviewPart />)
  expect(await screen.findByText('Open, past its day')).toBeTruthy()
  fireEvent.input(screen.getByLabelText(/What came of it/), { target: { value: 'Closed.' } })
  fireEvent.click(screen.getByRole('button', { name: /Done/ }))
  await waitFor(() =>
    expect(asked).toEqual([{ path: '/admin/review-actions/5/done', body: { outcome: 'Closed.' } }]),
  )
})

it('a governor reads the review and writes nothing', async () => {
  signInAs('governor')
  answers['/admin/review'] = REVIEW
  render(<ReviewPart />)
  expect(await screen.findByText('Close games')).toBeTruthy()
  expect(document.querySelectorAll('form')).toHaveLength(0)
})
