// @vitest-environment happy-dom
/** Unblocks and pauses on the console: what one press sends, what is asked for first, and who is offered what. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Exception, Exceptions } from '../../lib/protocol/exceptions.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { notice, signedIn } from '../state.ts'
import { ExceptionsPage } from './ExceptionsPage.tsx'
import { exceptions } from './state.ts'
import { endOf } from './until.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const one = (id: number, more: Partial<Exception> = {}): Exception => ({
  id,
  kind: 'unblock',
  whom: '9B Maths',
  sites: ['games.example'],
  reason: 'Topic of the week',
  at: NOW - 1000,
  until: NOW + 86_400_000,
  ended: null,
  by: 'Nell',
  endedBy: '',
  ...more,
})
const PAUSE = one(2, {
  kind: 'suspension',
  whom: '<b>amy@school.example</b>',
  sites: [],
  talkTo: 'Mrs Okoro',
})

let list: Exceptions
let asked: { method: string; path: string; body: unknown }[]
const signIn = (...roles: Role[]) => (signedIn.value = { state: 'in', roles, how: 'passkey' })
beforeEach(() => {
  list = {
    at: NOW,
    timeZone: 'Europe/London',
    exceptions: [one(1), PAUSE, one(3, { ended: NOW - 10, endedBy: 'Omar' })],
    written: { unblocks: 0, suspensions: 0 },
    groups: ['year-9'],
    classes: [{ id: 5, name: '9B Maths' }],
    contact: 'Mrs Patel',
  }
  asked = []
  exceptions.value = null
  notice.value = null
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method !== 'GET')
      asked.push({ method, path, body: body === undefined ? undefined : JSON.parse(body) })
    return Response.json(list)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getAllByLabelText(label)[0]!, { target: { value } })

it('says of each who, what, why, until when and decided by whom', async () => {
  signIn('network')
  render(<ExceptionsPage />)
  const item = (await screen.findAllByText('9B Maths'))[0]!.closest('li')!
  expect(item.textContent).toMatch(/Open: games\.example.*Topic of the week.*until.*decided by Nell/)
  expect(screen.getByText('<b>amy@school.example</b>').closest('li')!.textContent).toMatch(
    /Paused.*Talk to: Mrs Okoro/,
  )
  expect(screen.getByText('1 earlier one')).toBeTruthy()
})

it('opens sites for a class for a week, and says what is missing first', async () => {
  signIn('network')
  render(<ExceptionsPage />)
  fireEvent.submit((await screen.findByLabelText('Sites, one a line')).closest('form')!)
  expect(await screen.findByText('Name a site.')).toBeTruthy()
  expect(asked).toEqual([])
  fill('Sites, one a line', 'games.example')
  fill(/^Why\? Whoever/, 'Topic of the week')
  fireEvent.submit(screen.getByLabelText('Sites, one a line').closest('form')!)
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({
    path: '/admin/unblocks',
    body: {
      whom: { class: 5 },
      entries: [{ kind: 'suffix', host: 'games.example', action: 'allow' }],
      reason: 'Topic of the week',
    },
  })
})

it('pauses a pupil’s browsing with the school’s contact to talk to', async () => {
  signIn('dsl')
  render(<ExceptionsPage />)
  fireEvent.input(await screen.findByLabelText('The pupil’s address'), {
    target: { value: 'amy@school.example' },
  })
  fill('Why? The pupil reads it.', 'Agreed with home')
  fill(/^Set work/, 'maths.example\n')
  fireEvent.submit(screen.getByLabelText('The pupil’s address').closest('form')!)
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({
    path: '/admin/suspensions',
    body: {
      person: 'amy@school.example',
      talkTo: 'Mrs Patel',
      open: ['maths.example'],
      reason: 'Agreed with home',
    },
  })
})

it('offers no unblocks to who makes none', async () => {
  signIn('head')
  render(<ExceptionsPage />)
  expect(await screen.findByText('Pause a pupil’s browsing')).toBeTruthy()
  expect(screen.queryByText('Open sites for somebody')).toBeNull()
})

it('ends one after it was asked twice', async () => {
  signIn('network')
  render(<ExceptionsPage />)
  fireEvent.click(await screen.findByRole('button', { name: /^End it….*9B Maths/ }))
  expect(asked).toEqual([])
  fireEvent.click(await screen.findByRole('button', { name: /^End it now.*9B Maths/ }))
  await waitFor(() =>
    expect(asked).toEqual([{ method: 'DELETE', path: '/admin/unblocks/1', body: undefined }]),
  )
})

it('spans end at the end of a day; a day that is none ends nothing', () => {
  const noon = new Date(2026, 10, 24, 12).getTime()
  expect(endOf('today', '', noon)).toBe(new Date(2026, 10, 25).getTime())
  expect(endOf('week', '', noon)).toBe(new Date(2026, 11, 2).getTime())
  expect(endOf('day', '2026-11-30', noon)).toBe(new Date(2026, 11, 1).getTime())
  expect(endOf('hour', '', noon)).toBe(noon + 3_600_000)
  expect(endOf('day', '', noon)).toBeNull()
})
