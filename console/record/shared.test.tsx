// @vitest-environment happy-dom
/** A link to one entry on the console: made, followed with a reason, and shown in its place. */
import { fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { App } from '../App.tsx'
import { go } from '../lessons/route.ts'
import { signedIn } from '../state.ts'
import {
  AMY,
  choose,
  enterAs,
  ID,
  openRecord,
  page,
  press,
  refused,
  row,
  rowsAsked,
  signIn,
  stage,
  useStage,
  write,
} from './testing-record.tsx'

const LINK = 'k'.repeat(110)
useStage()
afterEach(() => go('#'))

const shared = { pupil: { person: 7, name: AMY, classes: [] }, days: 30, enquiry: false, shown: 'role' }
const follow = (role: Role, answer: unknown = shared) => {
  stage.answers['POST /admin/record-links'] = answer
  go(`#record=${LINK}`)
  signIn(role)
  render(<App />)
}
const ROWS = `GET /admin/record-looks/${ID}/rows`

it('is made at an entry, names nobody, and can be put away', async () => {
  const [one] = [row(1)]
  stage.answers[`POST /admin/record-looks/${ID}/links`] = { link: LINK }
  enterAs('dsl')
  await openRecord()
  const [button] = await screen.findAllByRole('button', { name: /^Link to it/ })
  if (!button) throw new Error('no link to make')
  fireEvent.click(button)
  const field = await screen.findByLabelText<HTMLInputElement>(/A link to this entry/)
  expect(field.value).toMatch(new RegExp(`#record=${LINK}$`))
  expect(stage.asked.at(-1)).toMatchObject({ body: { place: one?.place } })
  await press('Put away')
  expect(screen.queryByLabelText(/A link to this entry/)).toBeNull()
})

it('asks a colleague why, like any look, and then shows the entry in its place', async () => {
  const place = row(2).place
  stage.answers[`${ROWS}?link=${LINK}`] = { ...page([row(1), row(2), row(3)]), shared: place }
  follow('dsl')
  await screen.findByRole('heading', { name: /Why do you look at the record of/ })
  expect(rowsAsked()).toEqual([])
  choose('Reason', 'concern')
  write('In your own words', 'A colleague asked me to look.')
  await press('Open the record')
  const mark = await screen.findByText('Shared with you')
  expect(mark.closest('li')?.textContent).toContain('site2.test')
  await waitFor(() => expect(document.activeElement?.id).toBe('shared-row'))
  await press('Show from the newest')
  await waitFor(() => expect(rowsAsked().at(-1)).toBe(ROWS))
  await waitFor(() => expect(screen.queryByText('Shared with you')).toBeNull())
})

it('from an enquiry begins as part of it', async () => {
  follow('dsl', { ...shared, enquiry: true })
  const box = await screen.findByLabelText<HTMLInputElement>(/part of an enquiry/)
  expect(box.checked).toBe(true)
})

it('whose entry is gone says so, and can be tried again', async () => {
  follow('dsl', refused(404, 'gone', 'There is no such entry any more.'))
  await screen.findByText('There is no such entry any more.')
  stage.answers['POST /admin/record-links'] = shared
  await press('Open the link again')
  await screen.findByRole('heading', { name: /Why do you look/ })
})

it.each(['teacher', 'head', 'network', 'governor'] as const)(
  'is nothing to %s, who is told why',
  async (role) => {
    follow(role)
    await screen.findByText(/This link is for safeguarding leads/)
    expect(stage.asked.some(({ key }) => key.includes('record-links'))).toBe(false)
  },
)

it('is followed after signing in through the provider too', async () => {
  stage.answers['GET /signin/ways'] = { provider: { name: 'Google' }, passkeys: false }
  go(`#record=${LINK}`)
  signedIn.value = { state: 'out' }
  render(<App />)
  const way = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Sign in with Google' })
  expect(way.getAttribute('href')).toBe(`/signin/start?returnTo=%2F%23record%3D${LINK}`)
})
