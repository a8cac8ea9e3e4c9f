/** Fleet health says what is so: what does not enforce is not counted, and a restored backup is seen. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkAndPublish } from '../documents/check.ts'
import { fleet } from './fleet.ts'
import { samplePolicy, TestDevice, testServer, type TestServer, visit } from '../testing.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

const publish = () =>
  checkAndPublish(server.context.db, server.context.vault, 'policy', samplePolicy(), {
    actor: 'test',
    note: '',
  })
const look = (show: 'attention' | 'tampered' | 'silent' | 'all' = 'all') =>
  fleet(server.context.db, { show, page: '0' }, Date.now())
const OLDER = 'an older policy'
const policy = (number: number, epoch = 1) => ({ policy: { epoch, number } })

describe('enforcing', () => {
  beforeEach(publish)

  it('counts who says that the rules of the policy in force are in its browser', async () => {
    const device = await TestDevice.confirmed(server)
    await device.heartbeat(0, { ...policy(1), enforcing: 'marker' })
    expect((await look()).counts).toMatchObject({ active: 1, enforcing: 1 })
  })

  it.each([
    ['no rules at all', policy(1)],
    [OLDER, { ...policy(0), enforcing: 'marker' }],
    [
      'rules that the browser refused, so that older ones hold',
      { ...policy(1), enforcing: 'old', problems: [{ code: 'rules:kept-last', detail: 'refused' }] },
    ],
    [
      'rules of which one layer was refused',
      { ...policy(1), enforcing: 'old', problems: [{ code: 'rules:kept-last:own', detail: 'refused' }] },
    ],
    [
      'rules without the one that the browser refused',
      { ...policy(1), enforcing: 'new', problems: [{ code: 'rules:left-out:own', detail: 'refused' }] },
    ],
  ])('does not count %s', async (what, said) => {
    const device = await TestDevice.confirmed(server)
    await device.heartbeat(0, said)
    const { counts, installations } = await look()
    expect(counts).toMatchObject({ active: 1, enforcing: 0 })
    // The card of a device with an older policy says so beside the version; its rules are in force.
    expect(installations).toMatchObject([{ enforcing: what === OLDER }])
  })

  it('is not hidden by another trouble', async () => {
    const device = await TestDevice.confirmed(server)
    await device.heartbeat(0, {
      ...policy(1),
      enforcing: 'marker',
      problems: [{ code: 'managed:key', detail: 'x' }],
    })
    expect((await look()).counts.enforcing).toBe(1)
  })
})

describe('a backup that was restored without a new epoch', () => {
  it('shows as devices that hold more than the server has', async () => {
    await publish()
    await publish()
    const device = await TestDevice.confirmed(server)
    await device.heartbeat(0, { ...policy(2), enforcing: 'marker' })
    expect(await look('attention')).toMatchObject({ counts: { ahead: 0 }, installations: [] })
    await server.context.db.deleteFrom('documents').where('number', '=', 2).execute()
    await device.heartbeat(0, { ...policy(2), enforcing: 'marker' })
    expect(await look('attention')).toMatchObject({
      counts: { ahead: 1 },
      installations: [{ installation: device.id, ahead: true }],
    })
  })

  it('shows with lists, with a higher epoch, and when the backup holds no document at all', async () => {
    for (const said of [{ lists: { epoch: 1, number: 3 } }, policy(1, 2), policy(1)]) {
      const device = await TestDevice.confirmed(server)
      await device.heartbeat(0, said)
    }
    expect((await look()).counts.ahead).toBe(3)
  })

  it('cannot be made up by a stranger', async () => {
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await stranger.heartbeat(0, policy(99, 99))
    expect((await look()).counts.ahead).toBe(0)
  })
})

describe('how a device stands', () => {
  beforeEach(publish)
  const standing = async () => (await look()).installations[0]?.standing

  it('is told by its heartbeats, and a wipe by its own numbers', async () => {
    const device = await TestDevice.confirmed(server)
    expect(await standing()).toEqual({ is: 'enforcing', whys: [] })
    await device.activity([visit(1), visit(2)])
    await device.heartbeat(2, { ...policy(1), enforcing: 'marker' })
    expect(await standing()).toEqual({ is: 'enforcing', whys: [] })
    await device.heartbeat(1, { ...policy(1), enforcing: 'marker' })
    expect(await standing()).toEqual({ is: 'tampered', whys: ['wiped'] })
    // What it says next does not undo that it was so.
    await device.heartbeat(2, { ...policy(1), enforcing: 'marker' })
    expect(await standing()).toEqual({ is: 'tampered', whys: ['wiped'] })
    expect((await look()).counts.standings).toEqual({ enforcing: 0, silent: 0, tampered: 1, 'not-seen': 0 })
    expect((await look('tampered')).total).toBe(1)
    expect((await look('attention')).total).toBe(1)
  })

  it('is silent where somebody lets its rows through and stops its heartbeats', async () => {
    const device = await TestDevice.confirmed(server)
    await device.heartbeat(0, { ...policy(1), enforcing: 'marker' })
    await server.context.db
      .updateTable('installations')
      .set({ last_beat: Date.now() - 600_000, first_seen: Date.now() - 700_000 })
      .execute()
    await device.activity([visit(1)])
    expect(await standing()).toEqual({ is: 'silent', whys: [] })
    expect((await look('silent')).total).toBe(1)
    await server.context.db
      .updateTable('installations')
      .set({ last_seen: Date.now() - 600_000 })
      .execute()
    expect(await standing()).toEqual({ is: 'not-seen', whys: [] })
    const connected = await fleet(server.context.db, { show: 'all', page: '0' }, Date.now(), () => true)
    expect(connected.installations[0]?.standing).toEqual({ is: 'silent', whys: [] })
  })
})
