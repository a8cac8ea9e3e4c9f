import { beforeEach, expect, test, vi } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { memberKeyFrom } from '../concern/member-key.ts'
import { newSecret } from '../concern/recovery-code.ts'
import { firstJoin } from '../concern/statements.ts'
import type { Client } from '../device/client.ts'
import type { Asker } from '../messages/router.ts'
import { PROTOCOL } from '../messages/protocol.ts'
import { statementName } from '../protocol/safeguarding-keys.ts'
import { WireError } from '../protocol/wire-error.ts'
import { createConcernAnswers, type ConcernAnswersParts } from './concern-answers.ts'
import { SafeguardingLedger } from './safeguarding-ledger.ts'
import { SchoolMail } from './school-mail.ts'
import { FakeStorage, ground } from './testing.ts'

const T0 = Date.UTC(2026, 10, 25, 10)
const PAGE: Asker = { kind: 'page', page: 'report', tabId: 1 }

let storage: FakeStorage
let root: string | undefined
let person: { name: string; from: 'profile' } | undefined
let done: string[]
let client: Pick<Client, 'ask'> | null
let values: { sharedDevices?: boolean }
let now: number

beforeEach(() => {
  storage = new FakeStorage()
  root = undefined
  person = undefined
  done = []
  client = null
  values = {}
  now = T0
})

/** A new worker of the same browser session. */
function worker() {
  const { local, session, problems } = ground(storage)
  const ledger = new SafeguardingLedger({ local, root: () => root, now: () => T0, problems })
  const managed = { values: { serverAddress: 'https://kerb.test', safeguardingKey: root, ...values } }
  const kerb = {
    ready: Promise.resolve(),
    judge: { ruling: () => ({ policy: plainPolicy() }) },
    clock: { now: () => ({ at: now }) },
    facts: { current: { managed } },
  } as unknown as ConcernAnswersParts['kerb']
  const concerns = {
    send: async () => done.push('send') > 0,
    saved: async () => ({ sent: done.push('saved') > 0 }),
    sendAtOnce: async () => done.push('at once') > 0,
    refresh: async () => ({ reached: done.push('refresh') > 0 }),
  }
  const mail = new SchoolMail(session, () => now)
  const answers = createConcernAnswers({
    kerb,
    person: { current: person },
    ledger,
    concerns,
    session,
    mail,
    client: async () => client,
  })
  return { answers, ledger, mail }
}
const start = async () => worker().answers['concern.start']({}, PAGE)

test('a school without a key is told as such, with whom to go to', async () => {
  const answer = await start()
  expect(answer).toMatchObject({ setUp: false, keys: [], ledger: '', school: { contact: 'the IT office' } })
  expect(answer.lifelines.length).toBeGreaterThan(3)
  expect(PROTOCOL['concern.start'].response.safeParse(answer).success).toBe(true)
})

test('with one, the page has what it seals with, and no more of a key than that', async () => {
  const khan = await memberKeyFrom(newSecret())
  root = khan.id
  const first = await firstJoin(khan, 'Mrs Khan', T0)
  await worker().ledger.take([first], await statementName(first))
  const answer = await start()
  expect(answer).toMatchObject({
    setUp: true,
    keys: [{ id: khan.id, name: 'Mrs Khan', role: 'team', seal: khan.keys.seal }],
    ledger: await statementName(first),
    openWithin: 60,
    now: T0,
  })
  expect(PROTOCOL['concern.start'].response.safeParse(answer).success).toBe(true)
  const team = await worker().answers['safeguarding.start']({}, { ...PAGE, page: 'safeguarding' })
  expect(team).toMatchObject({ server: 'https://kerb.test', root: khan.id, ledger: [first] })
  expect(PROTOCOL['safeguarding.start'].response.safeParse(team).success).toBe(true)
})

test('a pinned key without a list yet: it is fetched before the page is told that there is none', async () => {
  const khan = await memberKeyFrom(newSecret())
  root = khan.id
  expect(await start()).toMatchObject({ setUp: false, pinned: true })
  client = { ask: () => Promise.reject(new WireError('network', 'away')) }
  expect(await start()).toMatchObject({ setUp: false, pinned: true })
  const ledger = [await firstJoin(khan, 'Mrs Khan', T0)]
  client = { ask: (async () => ({ ledger })) as unknown as Client['ask'] }
  expect(await start()).toMatchObject({ setUp: true, keys: [{ name: 'Mrs Khan' }] })
})

test('a server that does not answer keeps nobody waiting for its list', async () => {
  root = 'k'.repeat(43)
  client = { ask: () => new Promise(() => {}) }
  vi.useFakeTimers()
  try {
    const answer = start()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(await answer).toMatchObject({ setUp: false, pinned: true })
  } finally {
    vi.useRealTimers()
  }
})

test('what the server said of its mail holds for a while, and no longer', async () => {
  expect(await start()).not.toHaveProperty('mail')
  await worker().mail.heard(true)
  expect(await start()).toMatchObject({ mail: true })
  now += 11 * 60_000
  expect(await start()).not.toHaveProperty('mail')
  await worker().mail.heard(false)
  expect(await start()).toMatchObject({ mail: false })
  // A server that says nothing of it is an older one.
  await worker().mail.heard(undefined)
  expect(await start()).not.toHaveProperty('mail')
})

test('a shared device forgets', async () => {
  expect(await start()).not.toHaveProperty('forgets')
  values = { sharedDevices: true }
  expect(await start()).toMatchObject({ forgets: true })
})

test('what was refused goes into each concern', async () => {
  const [khan, evil] = [await memberKeyFrom(newSecret()), await memberKeyFrom(newSecret())]
  root = khan.id
  await worker().ledger.take([await firstJoin(evil, 'Mx Evil', T0)], 'x'.repeat(43))
  expect(await start()).toMatchObject({
    setUp: false,
    refusedKeys: expect.stringContaining('Mx Evil') as unknown,
  })
})

test('concerns are whoever’s is signed in; of nobody, this browser session’s', async () => {
  const nobody = (await start()).who
  expect((await start()).who).toBe(nobody)
  person = { name: 'ada@school.example', from: 'profile' }
  expect(await start()).toMatchObject({
    who: 'person ada@school.example',
    sender: { ...person, group: 'year-9' },
  })
  person = undefined
  storage.closeBrowser()
  const next = (await start()).who
  expect([next === nobody, next.startsWith('session ')]).toEqual([false, true])
})

test('after “No” a report goes in nobody’s name, and the first one does not find it', async () => {
  person = { name: 'ada@school.example', from: 'profile' }
  const covers = (stored: object) => storage.memory.set('cover', stored)
  covers({ forgotten: false, mark: 'm1' })
  expect((await start()).who).toBe('person ada@school.example')
  covers({ forgotten: true, mark: 'm1', another: 'b1' })
  expect(await start()).toMatchObject({ who: 'session b1', sender: { group: 'year-9' } })
  expect((await start()).sender).not.toHaveProperty('name')
  // The next one who says “No”.
  covers({ forgotten: true, mark: 'm2', another: 'c1' })
  expect((await start()).who).toBe('session c1')
  // What the second one had begun stays theirs.
  const second = await worker().answers['concern.start']({ another: 'b1' }, PAGE)
  expect([second.who, second.sender.name]).toEqual(['session b1', undefined])
  covers({ forgotten: false, mark: 'm3', isOver: true })
  expect((await start()).who).toBe('person ada@school.example')
})

test('what the page kept goes at once, and before answers are asked for', async () => {
  const { answers } = worker()
  expect(await answers['concern.saved']({}, PAGE)).toEqual({ sent: true })
  expect(await answers['concern.refresh']({}, PAGE)).toEqual({ reached: true })
  expect(done).toEqual(['saved', 'send', 'refresh'])
})
