// @vitest-environment happy-dom
/** Roll-out and backups on the console: what stands in the way, ticks that turn green, what is wrong with backups. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Backups } from '../../lib/protocol/backup.ts'
import type { FirstDevice, Rollout } from '../../lib/protocol/rollout.ts'
import { BackupPart } from '../backup/BackupPart.tsx'
import { PROBLEMS } from '../backup/words.ts'
import { dateTime } from '../format.ts'
import { signedIn } from '../state.ts'
import { RolloutPart } from './RolloutPart.tsx'
import { first, made, rollout } from './state.ts'
import { stepsOf } from './words.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const READY: Rollout = {
  school: 'Greenfield Academy',
  address: 'https://kerb.school.example',
  keys: ['sign:a', 'seal:b'],
  safeguardingKey: 'f'.repeat(43),
  hosted: {
    id: 'a'.repeat(32),
    version: '0.2.0',
    updateUrl: 'https://kerb.school.example/extension/update.xml',
  },
  groups: [{ name: 'year-3', ageGroup: 'primary' }],
  problems: [],
  watched: null,
}
const DEVICE: NonNullable<FirstDevice['device']> = {
  installation: 'x'.repeat(43),
  directoryId: null,
  assetId: 'first-1',
  browser: 'Chrome 156',
  extension: '0.2.0',
  firstSeen: NOW,
  isConfirmed: true,
  isEnforcing: true,
  rows: 1,
  findings: [],
  hasBeaten: true,
}
const BACKUPS: Backups = {
  at: NOW,
  folder: '/var/backups/kerb',
  kept: 14,
  next: NOW + 3_600_000,
  running: null,
  lastMade: null,
  lastGoes: null,
  problems: [
    { code: 'none', detail: '' },
    { code: 'keys', detail: '' },
  ],
  files: [],
  runs: [],
  keysKept: null,
}

let answers: Record<string, unknown>
let asked: { path: string; method: string; body: unknown }[]
beforeEach(() => {
  rollout.value = null
  made.value = null
  first.value = null
  asked = []
  signedIn.value = { state: 'in', roles: ['network'], how: 'link' }
  answers = {
    '/admin/rollout': READY,
    '/admin/tokens': { tokens: [] },
    '/admin/rollout/7': { at: NOW, asked: 1, device: DEVICE },
    '/admin/backups': BACKUPS,
  }
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    asked.push({ path, method, body: body === undefined ? undefined : JSON.parse(body) })
    if (path === '/admin/rollout' && method === 'POST')
      return Response.json({ token: 7, files: [{ name: 'linux.json', text: '{}' }] })
    if (path === '/admin/backups/keys-kept') return Response.json({ ...BACKUPS, problems: [] })
    return Response.json(answers[path])
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('makes nothing while something stands in the way, and says what', async () => {
  answers['/admin/rollout'] = {
    ...READY,
    address: null,
    hosted: null,
    problems: ['no-address', 'no-package'],
  }
  render(<RolloutPart />)
  await screen.findByText(/KERB_PUBLIC_URL/)
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Make the settings/ }).disabled).toBe(true)
})

it('makes the settings, and watches the first device until every tick is green', async () => {
  render(<RolloutPart />)
  fireEvent.change(await screen.findByLabelText('Group'), { target: { value: 'year-3' } })
  fireEvent.submit(
    screen.getByRole('button', { name: /Make the settings/ }).closest('form') as HTMLFormElement,
  )
  await screen.findByText(/All green/)
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    group: 'year-3',
    ageGroup: 'primary',
    isShared: false,
    days: 365,
  })
  expect(screen.getByRole('button', { name: 'linux.json', hidden: true })).toBeTruthy()
})

// Was broken: a reload lost the ticks, and with them which device was tried.
it('shows the ticks of settings that were made before the page was opened', async () => {
  answers['/admin/rollout'] = { ...READY, watched: { token: 7, made: NOW } }
  render(<RolloutPart />)
  await screen.findByText(/All green/)
  expect(screen.getByText(/their token is told only once/)).toBeTruthy()
  expect(asked.every(({ method }) => method === 'GET')).toBe(true)
})

it.each<[string, Partial<typeof DEVICE>, readonly string[]]>([
  [
    'that waits',
    { isConfirmed: false, isEnforcing: false, rows: 0, hasBeaten: false },
    ['done', 'waits', 'waits', 'waits', 'waits'],
  ],
  ['with findings', { findings: ['managed:key'] }, ['done', 'done', 'done', 'done', 'wrong']],
  ['that is well', {}, ['done', 'done', 'done', 'done', 'done']],
])('ticks of a device %s', (_what, more, is) => {
  expect(stepsOf({ ...DEVICE, ...more }).map((step) => step.is)).toEqual(is)
})

// The day that the server says, not one that the page works out.
it('the last backup goes on the day that the server says', () =>
  expect(PROBLEMS.ending({ ...BACKUPS, lastMade: 5, lastGoes: NOW }, '')).toContain(
    `is deleted after ${dateTime(NOW)}`,
  ))

it('backups say what is wrong and what to do, and a person says that the keys are kept', async () => {
  render(<BackupPart />)
  await screen.findByText(/There is no backup yet/)
  fireEvent.click(screen.getByRole('button', { name: 'A copy of the keys is kept apart' }))
  await screen.findByText(/All is well/)
  fireEvent.click(screen.getByRole('button', { name: 'Back up now' }))
  await waitFor(() =>
    expect(asked.some(({ path, method }) => path === '/admin/backups' && method === 'POST')).toBe(true),
  )
})
