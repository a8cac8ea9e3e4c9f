/** Enrolment from the attacker's side: a token lets an installation ask, and nothing else. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromBase64url, fromUtf8 } from '../lib/protocol/bytes.ts'
import type { PolicyDocument } from '../lib/policy/document.ts'
import { publish } from './documents/documents.ts'
import { addExpected } from './enrolment/expected.ts'
import { openWindow } from './enrolment/windows.ts'
import { fleet } from './fleet/fleet.ts'
import { samplePolicy, type Sent, TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => vi.useRealTimers())
beforeEach(async () => {
  server = await testServer({ KERB_SITE_ADDRESSES: '10.1.0.0/16' })
})
afterEach(() => server.close())

const ON_SITE = '10.1.2.3'
const HOME = '203.0.113.7'
const minutes = (n: number) => vi.setSystemTime(Date.now() + n * 60_000)
const stateOf = (sent: Sent) => (sent.body as { state?: string }).state
const expectDevice = (value: string) =>
  addExpected(server.context.db, [{ kind: 'directory', value }], Date.now())

describe('a stranger with the token', () => {
  it('waits, and stays waiting however often it asks and beats', async () => {
    const stranger = await TestDevice.make(server, {
      person: { name: 'amy@school.example', from: 'profile' },
    })
    for (let i = 0; i < 5; i++) {
      expect(stateOf(await stranger.enrol())).toBe('waiting')
      expect(stateOf(await stranger.heartbeat(0, { enforcing: 'yes' }))).toBe('waiting')
      minutes(2)
    }
  })

  it('cannot appear as a pupil: its rows are in nobody’s timeline', async () => {
    const amy = await TestDevice.confirmed(server)
    await amy.activity([visit(1)])
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await stranger.activity([visit(1, { host: 'planted.example' })])
    const hosts = await server.context.db.selectFrom('counted_rows').select('host').execute()
    expect(hosts.map((r) => r.host)).toEqual(['maths.example.org'])
  })

  it('reads nothing about anybody in the policy, and a pupil only what concerns them', async () => {
    const document: PolicyDocument = {
      ...samplePolicy(),
      people: { 'amy@school.example': 'pupils', 'ben@school.example': 'staff' },
      suspensions: [
        { id: 's1', person: 'ben@school.example', from: 0, until: 9e12, reason: 'secret reason', open: [] },
      ],
    }
    await publish(server.context.db, server.context.vault, 'policy', document, { actor: 'test', note: '' })
    const read = async (device: TestDevice) => {
      const { body } = await device.send('GET', '/v1/policy')
      const payload = fromBase64url((body as { payload: string }).payload)
      return fromUtf8(payload ?? new Uint8Array()) ?? ''
    }
    const stranger = await TestDevice.make(server, {
      person: { name: 'ben@school.example', from: 'profile' },
    })
    await stranger.enrol()
    const strangers = await read(stranger)
    expect(strangers).toContain('"groups"')
    expect(strangers).not.toMatch(/amy|ben|secret reason/)
    const amy = await TestDevice.confirmed(server, {
      person: { name: 'Amy@school.example', from: 'profile' },
    })
    expect(await read(amy)).toContain('amy@school.example')
    expect(await read(amy)).not.toMatch(/ben|secret reason/)
    const ben = await TestDevice.confirmed(server, {
      person: { name: 'ben@school.example', from: 'profile' },
    })
    expect(await read(ben)).toContain('secret reason')
  })

  it('does not count as enforcing', async () => {
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await stranger.heartbeat(0, { enforcing: 'yes' })
    const { counts } = await fleet(server.context.db, { show: 'all', page: '0' }, Date.now())
    expect(counts).toMatchObject({ waiting: 1, active: 0, enforcing: 0, confirmed: 0 })
  })

  it('cannot reach a staff route to confirm itself', async () => {
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    const url = `/admin/installations/${stranger.id}/decision`
    const headers = { origin: 'http://localhost:80', host: 'localhost:80' }
    const sent = await stranger.send('POST', url, { state: 'confirmed' }, { headers })
    expect(sent.status).toBe(401)
    expect(stateOf(await stranger.heartbeat())).toBe('waiting')
  })

  it('without the token, or with one that was revoked or has expired, cannot even ask', async () => {
    const stranger = await TestDevice.make(server)
    expect(await stranger.enrol('kerb-guess')).toMatchObject({ status: 403, body: { error: 'token' } })
    await server.context.db.updateTable('tokens').set({ revoked: Date.now() }).execute()
    expect(await stranger.enrol()).toMatchObject({ status: 403, body: { error: 'token' } })
    await server.context.db
      .updateTable('tokens')
      .set({ revoked: null, expires: Date.now() - 1 })
      .execute()
    expect(await stranger.enrol()).toMatchObject({ status: 403, body: { error: 'token' } })
    expect((await stranger.heartbeat()).body).toMatchObject({ error: 'unknown-installation' })
  })

  it('that was refused may not send rows', async () => {
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await server.context.db.updateTable('installations').set({ state: 'refused' }).execute()
    expect(await stranger.activity([visit(1)])).toMatchObject({ status: 403, body: { error: 'refused' } })
    expect(stateOf(await stranger.enrol())).toBe('refused')
  })
})

describe('expected devices', () => {
  it('are confirmed when nobody else holds them', async () => {
    await expectDevice('d1')
    const device = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await device.enrol())).toBe('confirmed')
  })

  it('that are at work are not handed to a second installation, which is held and shown', async () => {
    await expectDevice('d1')
    const first = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    await first.enrol()
    const second = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await second.enrol())).toBe('held')
    const { installations } = await fleet(server.context.db, { show: 'asking', page: '0' }, Date.now())
    expect(installations).toMatchObject([{ installation: second.id, state: 'held', contestedWith: first.id }])
  })

  it('that are switched off are not handed to somebody at home', async () => {
    await expectDevice('d1')
    const first = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    await first.enrol()
    minutes(60)
    const atHome = await TestDevice.make(server, { directoryId: 'd1' }, HOME)
    expect(stateOf(await atHome.enrol())).toBe('waiting')
    const atSchool = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await atSchool.enrol())).toBe('confirmed')
  })

  it('pass from one throw-away profile to the next, once the earlier is silent', async () => {
    await expectDevice('d1')
    const shared = { directoryId: 'd1', ephemeral: true }
    const morning = await TestDevice.make(server, shared, ON_SITE)
    expect(stateOf(await morning.enrol())).toBe('confirmed')
    minutes(0.5)
    const next = await TestDevice.make(server, shared, ON_SITE)
    expect(stateOf(await next.enrol())).toBe('waiting')
    minutes(1.1)
    expect(stateOf(await next.heartbeat())).toBe('confirmed')
  })

  it('of which two throw-away profiles speak at once are held', async () => {
    await expectDevice('d1')
    const shared = { directoryId: 'd1', ephemeral: true }
    const real = await TestDevice.make(server, shared, ON_SITE)
    await real.enrol()
    const copy = await TestDevice.make(server, shared, ON_SITE)
    await copy.enrol()
    minutes(1)
    await real.heartbeat()
    expect(stateOf(await copy.heartbeat())).toBe('held')
    minutes(60)
    expect(stateOf(await copy.heartbeat())).toBe('held')
  })

  it('are not taken over by a confirmed installation that changes what it says it is', async () => {
    await expectDevice('d1')
    const own = await TestDevice.confirmed(server, { directoryId: 'own' })
    own.claim = { ...own.claim, directoryId: 'd1' }
    await own.heartbeat()
    const real = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await real.enrol())).toBe('confirmed')
  })

  it('do not let somebody be at school and at home at once', async () => {
    await expectDevice('d1')
    const person = { name: 'amy@school.example', from: 'profile' as const }
    const atSchool = await TestDevice.confirmed(server, { person })
    atSchool.address = ON_SITE
    await atSchool.heartbeat()
    const atHome = await TestDevice.make(server, { directoryId: 'd1', person }, HOME)
    expect(stateOf(await atHome.enrol())).toBe('held')
  })
})

describe('an enrolment window', () => {
  const open = (most: number) => openWindow(server.context.db, most, Date.now() + 600_000, Date.now())

  it('confirms those who ask, up to its number and its end', async () => {
    await open(2)
    const states = []
    for (let i = 0; i < 3; i++)
      states.push(stateOf(await (await TestDevice.make(server, {}, ON_SITE)).enrol()))
    expect(states).toEqual(['confirmed', 'confirmed', 'waiting'])
    await open(5)
    minutes(11)
    expect(stateOf(await (await TestDevice.make(server, {}, ON_SITE)).enrol())).toBe('waiting')
  })

  it('is not for somebody at home', async () => {
    await open(5)
    expect(stateOf(await (await TestDevice.make(server, {}, HOME)).enrol())).toBe('waiting')
  })

  it('that is flooded closes, and whoever it confirmed waits for a person again', async () => {
    await open(3)
    const flood = async () => (await TestDevice.make(server, {}, ON_SITE)).enrol()
    for (let i = 0; i < 30; i++) await flood()
    const { counts } = await fleet(server.context.db, { show: 'all', page: '0' }, Date.now())
    expect(counts.confirmed).toBe(0)
    const window = await server.context.db.selectFrom('windows').select('closed_reason').executeTakeFirst()
    expect(window?.closed_reason).toBe('flood')
  })
})
