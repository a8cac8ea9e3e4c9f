/** A self-check: what is tried, what is not, and what is filed. */
import { expect, test, vi } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import type { Client } from '../device/client.ts'
import { defaultActions } from '../policy/categories.ts'
import { selfCheckReportSchema, type Outcome } from '../protocol/self-check.ts'
import { WireError } from '../protocol/wire-error.ts'
import { LeftTabs } from './left-tabs.ts'
import { SelfCheckTabs } from './self-check-tabs.ts'
import { SelfCheck, type SelfCheckParts } from './self-check.ts'

interface Set {
  readonly categories?: Partial<ReturnType<typeof defaultActions>>
  readonly outcome?: (address: string) => Outcome
  readonly reason?: string
  readonly client?: Client | null
}

function rig({ categories = {}, outcome = () => 'stopped', reason = 'category', client }: Set = {}) {
  const policy = plainPolicy({
    ageGroup: 'secondary',
    categories: { ...defaultActions('secondary'), ...categories },
  })
  const sent: unknown[] = []
  const tried: string[] = []
  const asked: Client = {
    send: async () => {
      throw new Error('not used')
    },
    ask: (async (request: { method: string; body?: unknown }) => {
      if (request.method === 'GET')
        return { addresses: [{ address: 'https://own.test/x', expected: 'stopped' }] }
      sent.push(request.body)
      return { failed: 0, unsure: 0 }
    }) as Client['ask'],
  }
  const tabs = new SelfCheckTabs()
  const kerb = {
    judge: {
      ready: Promise.resolve(),
      ruling: () => ({ policy }),
      readyFor: async () => undefined,
      verdict: () => ({ action: 'block', reason: { kind: reason }, remedy: 'none' }),
    },
    clock: { now: () => ({ at: 7, candidates: [7] }) },
    facts: { current: { place: 'on-site' } },
    enforcement: { inForce: { policy: { epoch: 1, number: 2 } } },
    tried: tabs,
  } as unknown as SelfCheckParts['kerb']
  let tab = 10
  const kept = new Map<string, unknown>()
  const session = {
    get: async <T>(key: string) => kept.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void kept.set(key, value),
  }
  const check = new SelfCheck({
    kerb,
    left: new LeftTabs(session, async () => undefined),
    client: async () => (client === undefined ? asked : client),
    versions: () => ({ extension: '0.2.0', browser: 'Chromium 156' }),
    trial: async (address, made) => {
      made((tab += 1))
      tried.push(address)
      return outcome(address)
    },
  })
  return { check, sent, tried, tabs, kept }
}

test('tries what the policy closes and what must be open, and what the school adds, and files it', async () => {
  const { check, sent, tried } = rig()
  const answer = await check.byHand()
  expect(tried).toContain('https://pornhub.com/kerb-self-check')
  expect(tried).toContain('https://www.gov.uk/kerb-self-check')
  expect(tried).toContain('https://own.test/x')
  expect(sent).toHaveLength(1)
  expect(selfCheckReportSchema.parse(sent[0])).toMatchObject({
    group: 'year-9',
    place: 'on-site',
    how: 'hand',
  })
  expect(answer).toMatchObject({ state: 'done', isFiled: true })
})

test('opens nothing for the sake of it where the policy leaves a kind open; for a pupil and adult sites that fails', async () => {
  const { check, tried } = rig({ categories: { games: 'allow', adult: 'allow' } })
  const answer = await check.byHand()
  expect(tried.filter((address) => /coolmath|poki|pornhub/.test(address))).toEqual([])
  if (answer.state !== 'done') throw new Error(answer.state)
  const of = (host: string) => answer.rows.find((row) => row.host === host)
  expect(of('poki.com')).toMatchObject({ outcome: 'untried', result: 'held' })
  expect(of('pornhub.com')).toMatchObject({ outcome: 'untried', result: 'failed' })
})

test('says what was shown, and what the school itself opened', async () => {
  const shown = rig({ outcome: (address) => (address.includes('bet365') ? 'loaded' : 'stopped') })
  const answer = await shown.check.byHand()
  expect(answer).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ host: 'bet365.com', result: 'failed' })]),
  })
  const opened = rig({ reason: 'own-entry', outcome: () => 'loaded' })
  expect(await opened.check.byHand()).toMatchObject({
    rows: expect.arrayContaining([expect.objectContaining({ host: 'bet365.com', result: 'opened' })]),
  })
})

test.each(['lesson', 'suspension', 'agreement'])(
  'does not run while %s closes nearly everything',
  async (reason) => {
    const { check, tried } = rig({ reason })
    expect(await check.byHand()).toEqual({ state: 'not-now' })
    expect(tried).toEqual([])
  },
)

test('says that it is not filed while the school cannot be reached, and has no server', async () => {
  const away = {
    send: vi.fn(),
    ask: async () => {
      throw new WireError('network', 'away')
    },
  } as unknown as Client
  expect(await rig({ client: away }).check.byHand()).toMatchObject({ state: 'done', isFiled: false })
  expect(await rig({ client: null }).check.byHand()).toMatchObject({ state: 'done', isFiled: false })
})

test('that the school asked for has the name that the school gave it, and leaves no tab to close', async () => {
  const { check, sent, kept } = rig()
  const stop = new AbortController().signal
  expect(await check.asked({ run: 'r'.repeat(22), stop })).toMatchObject({ state: 'done', isFiled: true })
  expect(sent).toMatchObject([{ run: 'r'.repeat(22), how: 'plan' }])
  expect(kept.get('self-check-tabs')).toEqual([])
})

test('that the school asked for ends at once when somebody needs the device, and files nothing', async () => {
  const stop = new AbortController()
  const { check, sent, tried } = rig({ outcome: () => (stop.abort(), 'stopped') })
  expect(await check.asked({ run: 'r'.repeat(22), stop: stop.signal })).toEqual({ state: 'stopped' })
  expect(tried.length).toBeLessThan(8)
  expect(sent).toEqual([])
})

test('is one at a time', async () => {
  const { check } = rig()
  const first = check.byHand()
  expect(await check.byHand()).toEqual({ state: 'running' })
  await first
  expect(await check.byHand()).toMatchObject({ state: 'done' })
})

test('keeps out of a person’s record what it asked for itself, and nothing else', () => {
  const tabs = new SelfCheckTabs()
  tabs.begins(3, 'https://test.school.test/page')
  expect(tabs.isTrying({ tabId: 3, url: 'https://test.school.test/page' })).toBe(true)
  expect(tabs.isTrying({ tabId: 5, url: 'https://test.school.test/page' })).toBe(false)
  tabs.begins(4, 'https://pornhub.com/kerb-self-check')
  expect(tabs.isTrying({ tabId: 4, url: 'https://pornhub.com/kerb-self-check' })).toBe(true)
  expect(tabs.isTrying({ tabId: 4, url: 'https://pornhub.com/' })).toBe(false)
  // Of a worker that was killed in the middle, or of a session that is restored.
  expect(new SelfCheckTabs().isTrying({ tabId: 5, url: 'https://pornhub.com/kerb-self-check' })).toBe(true)
})
