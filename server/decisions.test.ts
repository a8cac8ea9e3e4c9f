/** What a decision is worth afterwards: attempts to undo it, to outgrow it, and to keep others from theirs. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromBase64url, fromUtf8 } from '../lib/protocol/bytes.ts'
import type { PolicyDocument } from '../lib/policy/document.ts'
import { publish } from './documents/documents.ts'
import { addExpected } from './enrolment/expected.ts'
import { openWindow } from './enrolment/windows.ts'
import { fleet } from './fleet/fleet.ts'
import { SAME_ORIGIN, signInStaff } from './testing-staff.ts'
import { samplePolicy, type Sent, TestDevice, testServer, type TestServer } from './testing.ts'

let server: TestServer
let cookie = ''
beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterAll(() => vi.useRealTimers())
beforeEach(async () => {
  server = await testServer({ KERB_SITE_ADDRESSES: '10.1.0.0/16' })
  ;({ cookie } = await signInStaff(server))
})
afterEach(() => server.close())

const ON_SITE = '10.1.2.3'
const HOME = '203.0.113.7'
const minutes = (n: number) => vi.setSystemTime(Date.now() + n * 60_000)
const stateOf = (sent: Sent) => (sent.body as { state?: string }).state
const expectDevice = (value: string) =>
  addExpected(server.context.db, [{ kind: 'directory', value }], Date.now())
const decide = (device: TestDevice, state: string) =>
  server.app.inject({
    method: 'POST',
    url: `/admin/installations/${device.id}/decision`,
    headers: { ...SAME_ORIGIN, cookie },
    payload: { state },
  })

describe('sent back to wait by a person', () => {
  it('an expected device stays there', async () => {
    await expectDevice('d1')
    const device = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await device.enrol())).toBe('confirmed')
    expect((await decide(device, 'waiting')).statusCode).toBe(200)
    for (let i = 0; i < 5; i++) {
      minutes(1)
      expect(stateOf(await device.heartbeat())).toBe('waiting')
      expect(stateOf(await device.enrol())).toBe('waiting')
    }
  })

  it('an installation does not come back through an open window', async () => {
    const device = await TestDevice.make(server, {}, ON_SITE)
    await device.enrol()
    await decide(device, 'waiting')
    await openWindow(server.context.db, 10, Date.now() + 600_000, Date.now())
    expect(stateOf(await device.heartbeat())).toBe('waiting')
    expect(stateOf(await device.enrol())).toBe('waiting')
  })
})

const AMY = { name: 'amy@school.example', from: 'profile' as const }
const BEN = { name: 'ben@school.example', from: 'profile' as const }

/** What the policy says to a device, as text. */
async function read(device: TestDevice): Promise<string> {
  const { body } = await device.send('GET', '/v1/policy')
  return fromUtf8(fromBase64url((body as { payload: string }).payload) ?? new Uint8Array()) ?? ''
}

describe('a confirmed installation that says it is somebody else', () => {
  beforeEach(async () => {
    const document: PolicyDocument = {
      ...samplePolicy(),
      people: { [AMY.name]: 'pupils', [BEN.name]: 'staff' },
      suspensions: [{ id: 's1', person: BEN.name, from: 0, until: 9e12, reason: 'secret reason', open: [] }],
    }
    await publish(server.context.db, server.context.vault, 'policy', document, { actor: 'test', note: '' })
  })
  const flagged = async () =>
    (await fleet(server.context.db, { show: 'attention', page: '0' }, Date.now())).installations.filter(
      (one) => one.personChanged,
    )

  it('gets nothing of theirs, and is shown', async () => {
    const own = await TestDevice.confirmed(server, { person: AMY })
    await own.heartbeat()
    expect(await read(own)).toContain(AMY.name)
    own.claim = { ...own.claim, person: BEN }
    await own.heartbeat()
    expect(await read(own)).not.toMatch(/amy|ben|secret reason/)
    expect(await flagged()).toMatchObject([{ installation: own.id, state: 'confirmed' }])
    // Also not after a while, nor by asking to be enrolled anew.
    minutes(30)
    await own.enrol()
    await own.heartbeat()
    expect(await read(own)).not.toMatch(/ben|secret reason/)
  })

  it('gets its own again once it says so, or the new one after a click', async () => {
    const own = await TestDevice.confirmed(server, { person: AMY })
    await own.heartbeat()
    own.claim = { ...own.claim, person: BEN }
    await own.heartbeat()
    own.claim = { ...own.claim, person: AMY }
    await own.heartbeat()
    expect(await read(own)).toContain(AMY.name)
    expect(await flagged()).toEqual([])
    own.claim = { ...own.claim, person: BEN }
    await own.heartbeat()
    await decide(own, 'confirmed')
    expect(await read(own)).toContain('secret reason')
    expect(await flagged()).toEqual([])
  })

  it('has one person for good when it began without: it cannot go through the school one by one', async () => {
    const device = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    await expectDevice('d1')
    expect(stateOf(await device.enrol())).toBe('confirmed')
    device.claim = { ...device.claim, person: AMY }
    await device.heartbeat()
    expect(await read(device)).toContain(AMY.name)
    const { person: _, ...nobody } = device.claim
    device.claim = nobody
    await device.heartbeat()
    device.claim = { ...device.claim, person: BEN }
    await device.heartbeat()
    expect(await read(device)).not.toMatch(/ben|secret reason/)
  })

  it('is held when they are at work somewhere else', async () => {
    const atSchool = await TestDevice.confirmed(server, { person: BEN })
    atSchool.address = ON_SITE
    await atSchool.heartbeat()
    for (const person of [AMY, undefined]) {
      const atHome = await TestDevice.confirmed(server, person ? { person } : {})
      atHome.address = HOME
      expect(stateOf(await atHome.heartbeat())).toBe('confirmed')
      atHome.claim = { ...atHome.claim, person: BEN }
      expect(stateOf(await atHome.heartbeat())).toBe('held')
      expect(await read(atHome)).not.toMatch(/ben|secret reason/)
    }
    expect(stateOf(await atSchool.heartbeat())).toBe('confirmed')
  })

  it('and stays who it was: the same person on two devices of theirs is no trouble', async () => {
    const desk = await TestDevice.confirmed(server, { person: BEN })
    const laptop = await TestDevice.confirmed(server, { person: BEN })
    for (const [device, address] of [
      [desk, ON_SITE],
      [laptop, ON_SITE],
      [laptop, HOME],
      [desk, ON_SITE],
    ] as const) {
      device.address = address
      expect(stateOf(await device.heartbeat())).toBe('confirmed')
    }
  })
})

describe('a stranger who squats on a device', () => {
  it('that was held keeps nobody from it', async () => {
    await expectDevice('d1')
    const first = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    await first.enrol()
    const squatter = await TestDevice.make(server, { directoryId: 'd1' }, HOME)
    expect(stateOf(await squatter.enrol())).toBe('held')
    // The device is wiped and given out anew; the squatter beats every minute, day and night.
    for (let i = 0; i < 10; i++) {
      minutes(1)
      await squatter.heartbeat()
    }
    const real = await TestDevice.make(server, { directoryId: 'd1' }, ON_SITE)
    expect(stateOf(await real.enrol())).toBe('confirmed')
    minutes(1)
    expect(stateOf(await squatter.heartbeat())).toBe('held')
  })
})
