// @vitest-environment happy-dom
/** The page of the audit: what is asked for, what is said, and that older entries come when they are wanted. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Audit } from '../../lib/protocol/audit.ts'
import { App } from '../App.tsx'
import { notice, signedIn } from '../state.ts'
import { type Asked, answerBy } from '../testing-answers.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const entry = (id: number, more: Partial<Audit['entries'][number]> = {}): Audit['entries'][number] => ({
  id,
  at: NOW - id * 60_000,
  kind: 'records',
  who: 'Mrs Okoro',
  did: 'began a look at a pupil’s record',
  about: 'amy@school.example',
  ...more,
})
const list = (more: Partial<Audit> = {}): Audit => ({
  entries: [entry(1), entry(2, { kind: 'server', who: 'Kerb itself', did: 'made a backup', about: '' })],
  next: null,
  reached: null,
  kinds: ['records', 'server'],
  doers: [
    { who: 'staff:7', name: 'Mrs Okoro' },
    { who: 'server', name: 'Kerb itself' },
  ],
  timeZone: 'Europe/London',
  ...more,
})

const asked: Asked[] = []
let answers: Record<string, unknown>
beforeEach(() => {
  notice.value = null
  location.hash = '#audit'
  signedIn.value = { state: 'in', roles: ['head'], how: 'provider', name: 'Mr Bright' }
  answers = { 'GET /admin/audit': list() }
  answerBy(() => answers, asked, { status: 403, error: 'role', message: 'This needs the role head.' })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  location.hash = ''
})
const open = (hash = '#audit') => {
  location.hash = hash
  dispatchEvent(new HashChangeEvent('hashchange'))
  render(<App />)
}

it('says who did what and when, in words', async () => {
  open()
  const day = await screen.findByRole('region', { name: 'Tuesday 24 November 2026' })
  expect(day.textContent).toContain('09:59Mrs Okoro began a look at a pupil’s record: amy@school.example')
  expect(day.textContent).toContain('09:58Kerb itself made a backup')
  expect(screen.getByText('2 entries, and no older ones.').getAttribute('role')).toBe('status')
})

it('is filtered by the address, and each choice stands in it', async () => {
  answers['GET /admin/audit?kind=records&who=staff%3A7&from=2026-11-01'] = list({ entries: [entry(1)] })
  open('#audit?kind=records&who=staff:7&from=2026-11-01&to=never&x=1')
  await screen.findByText('1 entry, and no older ones.')
  expect(screen.getByLabelText<HTMLSelectElement>('What').value).toBe('records')
  expect(screen.getByLabelText<HTMLSelectElement>('Who').value).toBe('staff:7')
  expect(screen.getByLabelText<HTMLInputElement>('From').value).toBe('2026-11-01')
  answers['GET /admin/audit?kind=server&who=staff%3A7&from=2026-11-01'] = list({ entries: [] })
  fireEvent.change(screen.getByLabelText('What'), { target: { value: 'server' } })
  await screen.findByText('Nothing fits this.')
  expect(location.hash).toBe('#audit?kind=server&who=staff%3A7&from=2026-11-01')
})

it('goes on to older entries, once for each press, and says when there are none yet', async () => {
  answers['GET /admin/audit'] = list({ entries: [], next: '5.1' })
  answers['GET /admin/audit?before=5.1'] = list({ entries: [entry(3)], doers: [] })
  open()
  await screen.findByText('Nothing so far, and there is more.')
  const more = screen.getByRole('button', { name: 'Look further back' })
  fireEvent.click(more)
  fireEvent.click(more)
  await screen.findByText('1 entry, and no older ones.')
  expect(asked.filter(({ key }) => key.includes('before'))).toHaveLength(1)
  expect(screen.queryByRole('button', { name: /older|further/ })).toBeNull()
  // The filters stay: an older piece names nobody anew.
  expect(screen.getByRole('option', { name: 'Mrs Okoro' })).toBeTruthy()
})

it('is saved as it is filtered, and a refusal is said', async () => {
  const saved: string[] = []
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }),
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  answers['GET /admin/audit?kind=records'] = list()
  open('#audit?kind=records')
  fireEvent.click(await screen.findByRole('button', { name: /^Save as CSV/ }))
  await waitFor(() => expect(notice.value?.text).toBe('This needs the role head.'))
  expect(saved).toEqual([])
  answers['GET /admin/audit.csv?kind=records'] = 'csv'
  fireEvent.click(screen.getByRole('button', { name: /^Save as CSV/ }))
  await waitFor(() => expect(saved).toEqual([expect.stringMatching(/^kerb-audit-\d{4}-\d\d-\d\d\.csv$/)]))
})

it('says why nothing came, and tries again', async () => {
  answers = {}
  open()
  expect((await screen.findByRole('alert')).textContent).toBe('This needs the role head.')
  answers = { 'GET /admin/audit': list() }
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('2 entries, and no older ones.')
})

it('tells a network manager what is not theirs, and is no page of a governor’s', async () => {
  signedIn.value = { state: 'in', roles: ['network'], how: 'provider', name: 'Nell' }
  open()
  await screen.findByText(/what is done with pupils’ records is for the safeguarding leads/)
  cleanup()
  signedIn.value = { state: 'in', roles: ['governor'], how: 'provider', name: 'Gov' }
  open()
  expect(screen.queryByRole('heading', { name: 'Audit' })).toBeNull()
})
