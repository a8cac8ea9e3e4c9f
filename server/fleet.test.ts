/** Fleet health says what is so: what does not enforce is not counted, and a restored backup is seen. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkAndPublish } from './documents/check.ts'
import { fleet } from './staff/fleet.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from './testing.ts'

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
const look = (show: 'attention' | 'all' = 'all') => fleet(server.context.db, { show, page: '0' }, Date.now())
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
