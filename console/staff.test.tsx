// @vitest-environment happy-dom
/** The sign-in page and the staff panel, with the school server's answers put in their way. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { StaffMember } from '../lib/protocol/staff-members.ts'
import { App } from './App.tsx'
import { leave, notice, signedIn } from './state.ts'
import { answerBy, type Asked } from './testing-answers.ts'

const JO: StaffMember = {
  person: 7,
  address: 'jo@school.example',
  name: 'Jo Teacher',
  roles: ['teacher', 'network'],
  given: { administrator: ['network'], groups: ['teacher'], roster: [] },
  created: 0,
  disabled: null,
  bound: true,
  passkeys: 2,
  lastSignIn: null,
}

let answers: Record<string, unknown>
const asked: Asked[] = []

beforeEach(() => {
  answers = {
    'GET /signin/ways': { provider: null, passkeys: false },
    'GET /admin/passkeys': { passkeys: [] },
    'GET /admin/staff': { staff: [JO] },
  }
  answerBy(() => answers, asked, { status: 503, error: 'busy', message: 'Busy.' })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  notice.value = null
})

const enterAs = (roles: StaffMember['roles'], name?: string) => {
  signedIn.value = { state: 'in', school: 'Hill School', roles, how: name ? 'provider' : 'link', name }
}
const button = (name: string | RegExp) => screen.getByRole('button', { name })

it('without anything set up, signing in is by a link from the server', async () => {
  leave('The link was used.')
  render(<App />)
  await waitFor(() => expect(asked.map(({ key }) => key)).toContain('GET /signin/ways'))
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Sign in')
  expect(screen.getByText('npm run admin-link')).toBeTruthy()
  expect(screen.getByText('The link was used.').closest('[role=status]')).toBeTruthy()
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.queryByRole('button')).toBeNull()
})

it('offers the provider by its name, and passkeys, and still says how a link is made', async () => {
  answers['GET /signin/ways'] = { provider: { name: 'Google' }, passkeys: true }
  leave('')
  render(<App />)
  const link = await screen.findByRole('link', { name: 'Sign in with Google' })
  expect(link.getAttribute('href')).toBe('/signin/start')
  expect(button('Sign in with a passkey')).toBeTruthy()
  expect(screen.getByText('npm run admin-link')).toBeTruthy()
})

it('says who is signed in as what; a teacher is shown no staff and no devices', async () => {
  enterAs(['teacher', 'dsl'], 'Jo Teacher')
  render(<App />)
  expect(screen.getAllByText(/teacher, safeguarding lead/).length).toBe(2)
  await waitFor(() => expect(asked.length).toBe(5))
  expect(asked.map(({ key }) => key).sort((a, b) => (a < b ? -1 : 1))).toEqual([
    'GET /admin/lessons',
    'GET /admin/lessons/start',
    'GET /admin/my-agreement',
    'GET /admin/passkeys',
    'GET /signin/ways',
  ])
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Lessons')
  expect(screen.queryByRole('heading', { name: 'Staff' })).toBeNull()
})

it('signs out everywhere, and then says so', async () => {
  answers['DELETE /admin/sessions'] = {}
  enterAs(['teacher'], 'Jo Teacher')
  render(<App />)
  fireEvent.click(button('Sign out everywhere'))
  await screen.findByText('You are signed out, here and everywhere else.')
  expect(asked.map(({ key }) => key)).toContain('DELETE /admin/sessions')
})

it('lists staff with what is theirs and where roles come from; roles are given by ticking', async () => {
  answers['POST /admin/staff/7/roles'] = { staff: [{ ...JO, roles: ['teacher', 'dsl'] }] }
  enterAs(['network'])
  render(<App />)
  const member = (await screen.findByText('Jo Teacher', { selector: 'strong' })).closest('li') as HTMLElement
  expect(member.textContent).toContain('teacher, network manager (teacher from groups)')
  expect(member.textContent).toContain('school sign-in, 2 passkeys')
  const tick = (name: string) => within(member).getByRole('checkbox', { name, hidden: true })
  expect((tick('network manager') as HTMLInputElement).checked).toBe(true)
  expect((tick('teacher') as HTMLInputElement).checked).toBe(false)
  fireEvent.click(tick('network manager'))
  fireEvent.click(tick('safeguarding lead'))
  fireEvent.submit(tick('teacher').closest('form') as HTMLFormElement)
  await screen.findByText('The roles of Jo Teacher are saved.')
  expect(asked.find(({ key }) => key === 'POST /admin/staff/7/roles')?.body).toEqual({ roles: ['dsl'] })
})

it('shows an invitation once, as a link of this console, where passkeys can be', async () => {
  answers['GET /signin/ways'] = { provider: null, passkeys: true }
  answers['POST /admin/staff/7/invitation'] = { link: 'secret-1', expires: 1 }
  enterAs(['network'])
  render(<App />)
  await screen.findByText('Jo Teacher', { selector: 'strong' })
  fireEvent.click(await screen.findByRole('button', { name: 'Invite to make a passkey', hidden: true }))
  const made = await screen.findByLabelText(/The invitation for Jo Teacher/)
  expect((made as HTMLInputElement).value).toMatch(/^http.*\/#invite=secret-1$/)
  fireEvent.click(button('Put away'))
  expect(screen.queryByLabelText(/The invitation/)).toBeNull()
})

it('somebody who is switched off is shown so, and is switched on again', async () => {
  answers['GET /admin/staff'] = { staff: [{ ...JO, disabled: 5 }] }
  answers['POST /admin/staff/7/state'] = { staff: [JO] }
  enterAs(['network'])
  render(<App />)
  await screen.findByText('Switched off')
  fireEvent.click(screen.getByRole('button', { name: 'Switch on', hidden: true }))
  await screen.findByText('Jo Teacher may sign in again.')
  expect(asked.find(({ key }) => key.endsWith('/state'))?.body).toEqual({ disabled: false })
  expect(screen.queryByText('Switched off')).toBeNull()
})

it('whoever loses their sign-in is asked about twice, and the first press says what will happen', async () => {
  answers['POST /admin/staff/7/state'] = { staff: [{ ...JO, disabled: 5 }] }
  enterAs(['network'])
  render(<App />)
  await screen.findByText('Jo Teacher', { selector: 'strong' })
  const press = (name: RegExp): void => {
    const it = screen.getByRole('button', { name, hidden: true })
    it.focus()
    fireEvent.click(it)
  }
  const sent = () => asked.filter(({ key }) => key.startsWith('POST /admin/staff/7')).map(({ key }) => key)
  press(/^Reset sign-in…/)
  const says = await screen.findByText(/the account that they sign in with and 2 passkeys are forgotten/)
  await waitFor(() => expect(document.activeElement).toBe(says.closest('[role=group]')))
  press(/^Leave it/)
  await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Reset sign-in…/))
  press(/^Switch off…/)
  await screen.findByText(/cannot sign in until you switch them on again/)
  expect(sent()).toEqual([])
  press(/^Sign them out and switch off/)
  await screen.findByText('Jo Teacher is signed out and may not sign in.')
  expect(sent()).toEqual(['POST /admin/staff/7/state'])
})
