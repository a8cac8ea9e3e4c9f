// @vitest-environment happy-dom
/** Safeguarding keys in the console, with the school server's answers put in their way. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Safeguarding } from '../lib/protocol/safeguarding-admin.ts'
import type { Role } from '../lib/protocol/staff-roles.ts'
import { App } from './App.tsx'
import { notice, signedIn } from './state.ts'
import { answerBy, type Asked } from './testing-answers.ts'

const STATE: Safeguarding = {
  keys: [
    { name: 'Mrs Khan, safeguarding', role: 'team', since: 0, account: 'khan@hill.test', closed: false },
  ],
  joining: 1,
  unreadable: 0,
  mail: { state: 'works' },
  accounts: [
    { person: 3, name: 'Mrs Khan', address: 'khan@hill.test', roles: ['dsl'] },
    { person: 4, name: null, address: 'head@hill.test', roles: ['teacher'] },
  ],
}

let answers: Record<string, unknown>
const asked: Asked[] = []
beforeEach(() => {
  answers = {
    'GET /admin/passkeys': { passkeys: [] },
    'GET /signin/ways': { provider: null, passkeys: false },
    'GET /admin/safeguarding': STATE,
    'POST /admin/safeguarding/codes': { code: 'ABCD-EFGH-JKMN', until: Date.UTC(2026, 10, 28) },
  }
  answerBy(() => answers, asked, { status: 503, error: 'busy', message: 'Busy.' })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  notice.value = null
  location.hash = ''
})

async function enterAs(...roles: Role[]): Promise<HTMLElement> {
  signedIn.value = { state: 'in', school: 'Hill School', roles, how: 'provider', name: 'Mrs Khan' }
  render(<App />)
  return screen.findByRole('region', { name: 'Safeguarding keys' })
}

it('shows a safeguarding lead the keys, and nothing of the fleet', async () => {
  const part = await enterAs('dsl')
  await within(part).findByText('Mrs Khan, safeguarding')
  expect(part.textContent).toContain('Account khan@hill.test.')
  expect(part.textContent).toContain('1 key waits for a member to vouch')
  expect(part.textContent).toContain('One key alone')
  expect(part.textContent).toContain('Mail works')
  expect(asked.some(({ key }) => key.includes('/admin/fleet'))).toBe(false)
})

it('makes a code for one account, and shows it once', async () => {
  const part = within(await enterAs('dsl'))
  const whose = await part.findByRole('combobox', { name: 'Whose' })
  expect([...whose.querySelectorAll('option')].map(({ textContent }) => textContent)).toEqual([
    'Mrs Khan, khan@hill.test',
  ])
  fireEvent.click(part.getByRole('radio', { name: /^Head/ }))
  await waitFor(() => expect(part.getAllByRole('option')).toHaveLength(2))
  fireEvent.change(part.getByRole('combobox'), { target: { value: '4' } })
  fireEvent.click(part.getByRole('button', { name: 'Make a code' }))
  const code = await part.findByLabelText<HTMLInputElement>(/^The code for head@hill.test/)
  expect(code.value).toBe('ABCD-EFGH-JKMN')
  expect(asked).toContainEqual({ key: 'POST /admin/safeguarding/codes', body: { person: 4, role: 'head' } })
  fireEvent.click(part.getByRole('button', { name: 'Put away' }))
  await waitFor(() => expect(part.queryByDisplayValue('ABCD-EFGH-JKMN')).toBeNull())
})

it('says when nobody hears of a concern, and who could not be given a code', async () => {
  answers['GET /admin/safeguarding'] = { ...STATE, keys: [], mail: { state: 'none' }, accounts: [] }
  const part = within(await enterAs('dsl'))
  await part.findByText('No mail goes out.')
  expect(part.getByText(/no pupil can report a concern/)).toBeDefined()
  expect(part.getByText(/Nobody here has the role safeguarding lead/)).toBeDefined()
  expect(part.queryByRole('button', { name: 'Make a code' })).toBeNull()
})

it('says when concerns open for nobody, and what to do', async () => {
  const part = within(await enterAs('dsl'))
  await part.findByText(/Mail works/)
  expect(part.queryByText(/for nobody/)).toBeNull()
  cleanup()
  answers['GET /admin/safeguarding'] = { ...STATE, unreadable: 2 }
  await within(await enterAs('dsl')).findByText('2 concerns open for nobody.')
})

it('stands beside the lessons of who is both, and is nobody else’s', async () => {
  signedIn.value = { state: 'in', school: 'Hill School', roles: ['governor'], how: 'provider', name: 'Jo' }
  render(<App />)
  await screen.findByRole('region', { name: /Agreement/ })
  expect(screen.queryByRole('region', { name: 'Safeguarding keys' })).toBeNull()
  cleanup()
  signedIn.value = {
    state: 'in',
    school: 'Hill School',
    roles: ['teacher', 'dsl'],
    how: 'provider',
    name: 'Jo',
  }
  render(<App />)
  const link = await screen.findByRole('link', { name: 'School' })
  location.hash = link.getAttribute('href') ?? ''
  dispatchEvent(new Event('hashchange'))
  await screen.findByRole('region', { name: 'Safeguarding keys' })
})

it('says that a closed account’s key still reads, and how one that ended comes back', async () => {
  const keys = STATE.keys.map((key) => ({ ...key, closed: true }))
  answers['GET /admin/safeguarding'] = { ...STATE, keys, unreadable: 1 }
  const part = await enterAs('dsl')
  await within(part).findByText('This account is closed, and its key still reads.')
  expect(part.textContent).toContain('ask to join again with a new code; then a member vouches for it')
})
