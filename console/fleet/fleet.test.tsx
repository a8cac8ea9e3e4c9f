// @vitest-environment happy-dom
/** The fleet on the console: what is shown of each view, what a link says, what one press asks the server for. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ExpectedPlan, Fleet, FleetDevice } from '../../lib/protocol/fleet.ts'
import { notice, signedIn } from '../state.ts'
import { FleetHealth } from './FleetHealth.tsx'
import { Installations } from './Installations.tsx'
import { fleet, loadFleet, neverSeen } from './state.ts'
import { linkTo, view, viewOf } from './view.ts'

const NOW = Date.UTC(2026, 10, 24, 10)
const device = (more: Partial<FleetDevice> = {}): FleetDevice => ({
  installation: 'x'.repeat(43),
  state: 'confirmed',
  reason: 'click',
  since: NOW,
  directoryId: null,
  assetId: 'laptop-7',
  expected: true,
  contestedWith: null,
  replacedBy: null,
  platform: 'Linux',
  browser: 'Chrome 150',
  extension: '0.1.0',
  ephemeral: false,
  firstSeen: NOW,
  lastSeen: NOW,
  place: 'on-site',
  policy: null,
  enforcing: true,
  ahead: false,
  personChanged: false,
  written: 5,
  acknowledged: 5,
  behindSince: null,
  gaps: [],
  unreadable: 0,
  forks: 0,
  lastRow: null,
  ending: null,
  earlier: null,
  standing: { is: 'enforcing', whys: [] },
  problems: [],
  outdated: ['kerb', 'browser'],
  ...more,
})
const FLEET: Fleet = {
  at: NOW,
  counts: {
    waiting: 0,
    confirmed: 1,
    held: 0,
    refused: 0,
    active: 1,
    enforcing: 1,
    behind: 0,
    ahead: 0,
    gaps: 2,
    findings: 3,
    outdated: 4,
    unreadable: 0,
    standings: { enforcing: 1, silent: 0, tampered: 5, 'not-seen': 0 },
    expected: 10,
    neverSeen: 6,
    folded: 0,
  },
  policy: { epoch: 1, number: 1 },
  kerb: '0.2.0',
  installations: [device()],
  total: 1,
  pageSize: 50,
}
const PLAN: ExpectedPlan = {
  columns: [{ name: 'Asset tag', kind: 'asset' }],
  rows: 3,
  added: 2,
  known: 0,
  removed: 0,
  samples: { added: [{ kind: 'asset', value: '<img src=x>' }], removed: [] },
  problems: [{ line: 4, what: 'has no id' }],
  leftOut: 1,
}

let asked: { path: string; body: unknown }[]
beforeEach(async () => {
  asked = []
  view.value = viewOf('')
  fleet.value = null
  neverSeen.value = null
  notice.value = null
  signedIn.value = { state: 'in', roles: ['network'], how: 'link' }
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string }) => {
    asked.push({ path, body: body === undefined ? undefined : JSON.parse(body) })
    if (path.startsWith('/admin/fleet/never-seen'))
      return Response.json({
        expected: 10,
        total: 1,
        devices: [{ kind: 'asset', value: 'lost-1', added: NOW }],
        pageSize: 50,
      })
    if (path.startsWith('/admin/expected')) return Response.json(PLAN)
    if (path.startsWith('/admin/fleet')) return Response.json(FLEET)
    if (path === '/admin/tokens') return Response.json({ tokens: [] })
    if (path === '/admin/window') return Response.json({ window: null, lastEnded: null })
    return Response.json({ published: [] })
  })
  await loadFleet()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('an address says which devices are looked at, and nonsense is the first view', () => {
  for (const one of [
    { show: 'tampered', sort: 'name', find: '', page: 3 },
    { show: 'never-seen', sort: 'first', find: '', page: 0 },
    { show: 'all', sort: 'kerb', find: 'laptop 7&x', page: 0 },
  ] as const)
    expect(viewOf(linkTo(one))).toEqual(one)
  expect(viewOf('#devices?show=__proto__&sort=DROP&page=-1&find=')).toEqual(viewOf(''))
})

it('says what is outdated, and leads there from the figures', async () => {
  render(
    <>
      <FleetHealth />
      <Installations />
    </>,
  )
  expect(screen.getByText(/older than 0\.2\.0/)).toBeTruthy()
  expect(screen.getByText(/far behind the others/)).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: 'Outdated' }))
  await waitFor(() => expect(asked.some(({ path }) => path.includes('show=outdated'))).toBe(true))
  expect(location.hash).toBe('#devices?show=outdated')
  expect(screen.getByRole('link', { name: 'Export as CSV' }).getAttribute('href')).toContain('show=outdated')
})

it('shows devices that never came, and how many each view has', async () => {
  render(<Installations />)
  expect(screen.getByRole('option', { name: 'Never seen (6)' })).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'never-seen' } })
  await screen.findByText('lost-1')
  expect(screen.queryByLabelText('Order')).toBeNull()
})

it('a file is looked at first, what it says is words, and it is taken when somebody says so', async () => {
  render(<Installations />)
  const file = new File(['Asset tag\nA1\n'], 'devices.csv')
  fireEvent.change(screen.getByLabelText('CSV file'), { target: { files: [file] } })
  await screen.findByText(/2 devices would be added/)
  expect(screen.getByText(/<img src=x>/)).toBeTruthy()
  expect(screen.getByText('Line 4 has no id.')).toBeTruthy()
  expect(asked.some(({ path }) => path === '/admin/expected/import')).toBe(false)
  fireEvent.click(screen.getByRole('button', { name: 'Take this list' }))
  await waitFor(() =>
    expect(asked.find(({ path }) => path === '/admin/expected/import')?.body).toEqual({
      text: 'Asset tag\nA1\n',
      isWhole: false,
    }),
  )
})
