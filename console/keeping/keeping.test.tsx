// @vitest-environment happy-dom
/** Times on the console: who may change them, what is said before it is confirmed, and the way back. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KEEPING_KINDS, USUAL_DAYS } from '../../lib/policy/keeping.ts'
import type { KeepingChange, KeepingPlan, KeepingState } from '../../lib/protocol/keeping-staff.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { notice, signedIn } from '../state.ts'
import { KeepingPart } from './KeepingPart.tsx'
import { answerBy, type Asked } from '../testing-answers.ts'

const AT = Date.UTC(2026, 10, 24, 10)
const change: KeepingChange = {
  id: 4,
  kind: 'visits',
  before: 30,
  days: 14,
  at: AT,
  by: 'Mr Reed',
  words: 'We need no more.',
  starts: AT + 17.5 * 3_600_000,
  done: null,
  taken: null,
}
const state = (waiting: KeepingChange | null = null): KeepingState => ({
  kinds: KEEPING_KINDS.map((kind) => ({
    kind,
    days: USUAL_DAYS[kind],
    told: USUAL_DAYS[kind],
    waiting: waiting?.kind === kind ? waiting : null,
  })),
  changes: waiting === null ? [] : [waiting],
})
const plan: KeepingPlan = {
  kind: 'visits',
  before: 30,
  days: 14,
  starts: change.starts,
  rows: 12_340,
  held: 10,
}

let answers: Record<string, unknown>
const asked: Asked[] = []
beforeEach(() => {
  answers = { 'GET /admin/keeping': state(), 'GET /admin/keeping/plan?kind=visits&days=14': plan }
  answerBy(() => answers, asked, { status: 409, error: 'changed', message: 'It has changed meanwhile.' })
})
afterEach(() => {
  cleanup()
  notice.value = null
  vi.unstubAllGlobals()
})
const as = (...roles: Role[]) => {
  signedIn.value = { state: 'in', roles, how: 'provider', name: 'Mr Reed' }
  render(<KeepingPart />)
}
const press = async (name: string | RegExp): Promise<void> =>
  void fireEvent.click(await screen.findByRole('button', { name }))
const write = async (name: string | RegExp, value: string): Promise<void> =>
  void fireEvent.input(await screen.findByLabelText(name), { target: { value } })

describe('a shorter time', () => {
  it('is counted first, and set with the reason and the number that was written', async () => {
    as('network')
    await press('Change: Ordinary visits')
    await write(/Days/, '14')
    await press('See what it would do')
    expect(
      await screen.findByText(/At least 12,340 entries that are older will be deleted for good/),
    ).toBeTruthy()
    expect(screen.getByText(/At least 10 more stay: a hold keeps them/)).toBeTruthy()
    expect(asked.filter(({ key }) => key.startsWith('POST'))).toEqual([])
    await write('Why', 'We need no more.')
    await write(/number of entries/, '12,340')
    answers['POST /admin/keeping'] = state(change)
    await press('Keep it for a shorter time')
    expect(await screen.findByText(/14 days from the night of/)).toBeTruthy()
    expect(asked.at(-1)).toEqual({
      key: 'POST /admin/keeping',
      body: { kind: 'visits', days: 14, before: 30, rows: 12_340, words: 'We need no more.' },
    })
    expect(screen.queryByRole('button', { name: 'Change: Ordinary visits' })).toBeNull()
  })

  it('says why it was not set, and stays open', async () => {
    as('head')
    await press('Change: Ordinary visits')
    await write(/Days/, '14')
    await press('See what it would do')
    await write('Why', 'We need no more.')
    await write(/number of entries/, '5')
    await press('Keep it for a shorter time')
    await waitFor(() =>
      expect(notice.value).toMatchObject({ wrong: true, text: 'It has changed meanwhile.' }),
    )
    expect(screen.getByLabelText('Why')).toBeTruthy()
  })

  it('is taken back by the second press, by a safeguarding lead too', async () => {
    answers['GET /admin/keeping'] = state(change)
    answers['DELETE /admin/keeping/4'] = state()
    as('dsl')
    expect((await screen.findAllByText('We need no more.'))[0]).toBeTruthy()
    await press(/^Take it back…/)
    expect(asked).toHaveLength(1)
    await press(/^Take it back/)
    await waitFor(() => expect(screen.queryByText(/14 days from the night of/)).toBeNull())
  })
})

it('a longer time says that it is told at once, and that it holds for nothing older', async () => {
  const longer = { ...plan, days: 90, rows: 'few', held: 'few' }
  answers['GET /admin/keeping/plan?kind=visits&days=90'] = longer
  as('network')
  await press('Change: Ordinary visits')
  await write(/Days/, '90')
  await press('See what it would do')
  expect(await screen.findByText(/Pupils and parents are told 90 days at once/)).toBeTruthy()
  expect(screen.getByText(/What is older still goes after 30 days/)).toBeTruthy()
  expect(screen.queryByLabelText(/number of entries/)).toBeNull()
})

it('a governor and a lead read it, and change nothing', async () => {
  for (const role of ['governor', 'dsl'] as const) {
    as(role)
    expect(await screen.findByText('Ordinary visits')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /Change/ })).toBeNull()
    cleanup()
  }
})
