// @vitest-environment happy-dom
/** Evidence on the console: what a look lets a lead take, keep and erase, and what the head and a governor read. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErasureSaid, EvidenceState, HoldSaid } from '../../lib/protocol/evidence-staff.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { look } from '../record/testing-record.tsx'
import { signedIn } from '../state.ts'
import { EvidencePart } from './EvidencePart.tsx'
import { Take } from './Take.tsx'
import { answerBy, type Asked } from '../testing-answers.ts'

const state: EvidenceState = {
  days: [{ day: '2026-11-23', head: 'ab'.repeat(32), entries: 'few' }],
  next: null,
  leads: 1,
  governor: false,
  mail: 'works',
}
const hold: HoldSaid = {
  id: 4,
  at: look.at,
  by: 'Mrs Khan',
  pupil: 'amy@hill.test',
  since: 0,
  until: look.at,
  ends: look.at + 86_400_000,
  words: 'The police asked.',
  lifted: null,
  holds: true,
}
const plan: ErasureSaid = {
  id: 'e'.repeat(22),
  at: look.at,
  by: 'Mrs Khan',
  pupil: 'amy@hill.test',
  since: look.from,
  until: look.at,
  words: 'Her parents asked.',
  planned: 12,
  held: 3,
  expires: look.at + 600_000,
  confirmed: null,
  done: null,
  erased: null,
  stopped: null,
  inBackups: null,
}

let answers: Record<string, unknown>
const asked: Asked[] = []
beforeEach(() => {
  answers = {
    'GET /admin/evidence': state,
    'GET /admin/holds': { holds: [hold], next: null },
    'GET /admin/erasures': { erasures: [], next: null },
    'POST /admin/erasures': plan,
  }
  answerBy(() => answers, asked, { status: 422, error: 'count', message: 'That is not the number of rows.' })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const as = (...roles: Role[]) =>
  void (signedIn.value = { state: 'in', roles, how: 'provider', name: 'Mrs Khan' })
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }))
const field = (name: string): HTMLInputElement => screen.getByLabelText(name)

describe('with a record open', () => {
  it('erasing takes two steps, and the second sends what was typed', async () => {
    as('dsl')
    render(<Take look={look} timeZone="Europe/London" />)
    fireEvent.click(screen.getByRole('button', { name: 'Erase…' }))
    fireEvent.input(field('Why it must go'), { target: { value: 'Her parents asked.' } })
    press('Count what would go')
    await screen.findByText('12 rows')
    expect(asked.map(({ key }) => key)).toEqual(['POST /admin/erasures'])
    expect(asked[0]?.body).toMatchObject({ look: look.id, words: 'Her parents asked.' })
    expect(document.body.textContent).toContain('3 rows more stay')
    fireEvent.input(field('To confirm, write how many rows that are'), { target: { value: '11' } })
    press('Erase them for good')
    await waitFor(() => expect(asked).toHaveLength(2))
    expect(asked[1]).toEqual({ key: `POST /admin/erasures/${plan.id}/confirm`, body: { rows: 11 } })
    // It was refused: the form stays.
    expect(field('To confirm, write how many rows that are').value).toBe('11')
  })

  it('what a hold keeps whole cannot be confirmed', async () => {
    as('dsl')
    answers['POST /admin/erasures'] = { ...plan, planned: 0, held: 12 }
    render(<Take look={look} timeZone="Europe/London" />)
    fireEvent.click(screen.getByRole('button', { name: 'Erase…' }))
    fireEvent.input(field('Why it must go'), { target: { value: 'Her parents asked.' } })
    press('Count what would go')
    await screen.findByText(/A hold keeps all of it/)
    expect(screen.queryByRole('button', { name: /for good/ })).toBeNull()
  })
})

describe('the part about evidence', () => {
  it('shows heads to a governor, and nobody’s name', async () => {
    as('governor')
    render(<EvidencePart />)
    await screen.findByText('ab'.repeat(32))
    expect(document.body.textContent).toContain('no governor')
    expect(asked.map(({ key }) => key)).toEqual(['GET /admin/evidence'])
    expect(document.body.textContent).not.toContain('amy')
  })

  it('shows the head what is held, and lets only a lead lift it', async () => {
    as('head')
    render(<EvidencePart />)
    await screen.findByText('amy@hill.test')
    expect(screen.queryByRole('button', { name: /^Lift/ })).toBeNull()
    cleanup()
    as('dsl')
    answers['POST /admin/holds/4/lift'] = {
      holds: [{ ...hold, holds: false, lifted: { at: 5, by: 'Mrs Khan', words: 'Done.' } }],
      next: null,
    }
    render(<EvidencePart />)
    fireEvent.click(await screen.findByRole('button', { name: 'Lift the hold on amy@hill.test' }))
    fireEvent.input(field('Why it need not be kept any more'), { target: { value: 'Done.' } })
    press('Lift it')
    await screen.findByText(/Lifted/)
    expect(asked.at(-1)).toEqual({ key: 'POST /admin/holds/4/lift', body: { words: 'Done.' } })
  })

  it('says what went wrong, and asks again', async () => {
    as('governor')
    delete answers['GET /admin/evidence']
    render(<EvidencePart />)
    await screen.findByRole('alert')
    answers['GET /admin/evidence'] = { ...state, days: [] }
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByText(/No day is over yet/)
  })
})
