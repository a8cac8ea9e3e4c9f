/** A profile folder that was copied: two browsers write different rows under the same numbers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FleetInstallation } from '../lib/protocol/staff.ts'
import type { SealedRow } from '../lib/protocol/wire.ts'
import { fleet } from './fleet/fleet.ts'
import { TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
let device: TestDevice
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
})
afterEach(() => server.close())

const seal = (seqs: readonly number[], host: string): Promise<SealedRow[]> =>
  Promise.all(seqs.map((seq) => device.seal(visit(seq, { host }))))
const send = (rows: readonly SealedRow[]) =>
  device.send('POST', '/v1/activity', {
    written: Math.max(...rows.map((r) => r.seq)),
    keys: [device.sessionKey],
    rows,
  })
const shown = async (): Promise<FleetInstallation | undefined> => {
  const { installations } = await fleet(server.context.db, { show: 'attention', page: '0' }, Date.now())
  return installations.find((one) => one.installation === device.id)
}
const hosts = async (table: 'rows' | 'forks') =>
  (await server.context.db.selectFrom(table).select(['seq', 'host']).orderBy('seq').execute()).map(
    ({ seq, host }) => `${seq} ${host}`,
  )

describe('numbers that fork', () => {
  it('hold the installation, and neither copy’s rows vanish', async () => {
    await send(await seal([1, 2, 3], 'original.example'))
    expect(await shown()).toBeUndefined()
    const sent = await send(await seal([3, 4], 'copy.example'))
    expect(sent).toMatchObject({ status: 200, body: { acknowledged: 4 } })
    expect(await shown()).toMatchObject({ state: 'held', reason: 'numbers-forked', forks: 1 })
    expect(await hosts('rows')).toEqual([
      '1 original.example',
      '2 original.example',
      '3 original.example',
      '4 copy.example',
    ])
    expect(await hosts('forks')).toEqual(['3 copy.example'])
    // A held installation reads nothing about anybody, and waiting for a while does not help it.
    expect((await device.heartbeat(4)).body).toMatchObject({ state: 'held' })
  })

  it('give the device back to the profile that was there before', async () => {
    const { db } = server.context
    const before = await TestDevice.confirmed(server)
    const of = (installation: string) =>
      db.selectFrom('installations').where('installation', '=', installation)
    const { id } = await of(device.id).select('id').executeTakeFirstOrThrow()
    await db.updateTable('installations').set({ asset_id: 'trolley-7' }).execute()
    await db
      .updateTable('installations')
      .set({ follower: id, ending: 'finished' })
      .where('installation', '=', before.id)
      .execute()
    await send(await seal([1], 'original.example'))
    await send(await seal([1], 'copy.example'))
    expect(await of(before.id).select(['follower', 'ending']).executeTakeFirst()).toEqual({
      follower: null,
      ending: null,
    })
  })

  it('are seen within one batch as well', async () => {
    const one = await seal([1], 'one.example')
    await send([...one, ...(await seal([1], 'other.example'))])
    expect(await shown()).toMatchObject({ state: 'held', forks: 1 })
  })

  it('are seen also where neither copy’s row can be opened', async () => {
    const unknown = (rows: SealedRow[]) => rows.map((row) => ({ ...row, key: 'nobody' }))
    await send(unknown(await seal([1], 'one.example')))
    await send(unknown(await seal([1], 'two.example')))
    expect(await shown()).toMatchObject({ state: 'held', forks: 1 })
  })

  it('cannot move the count on with ranges that the copy calls lost', async () => {
    await send(await seal([1, 2, 9], 'original.example'))
    const lost = await device.seal({ seq: 2, at: visit(2).at, kind: 'lost', from: 3, to: 8, reason: 'copy' })
    expect((await send([lost])).body).toMatchObject({ acknowledged: 2 })
  })

  it('do not hide behind a click: what forks after it is held again', async () => {
    await send(await seal([1], 'original.example'))
    const copies = await seal([1], 'copy.example')
    await send(copies)
    await server.context.db
      .updateTable('installations')
      .set({ state: 'confirmed', state_reason: 'click' })
      .execute()
    await send(copies)
    expect((await device.heartbeat(1)).body).toMatchObject({ state: 'confirmed' })
    await send(await seal([1], 'third.example'))
    expect((await device.heartbeat(1)).body).toMatchObject({ state: 'held' })
  })
})

it('rows that are simply sent again hold nobody', async () => {
  const rows = await seal([1, 2, 3, 4, 5], 'maths.example.org')
  await send(rows.slice(0, 3))
  await send(rows)
  await send(rows.toReversed())
  expect((await device.heartbeat(5)).body).toMatchObject({ state: 'confirmed', acknowledged: 5 })
  expect(await hosts('forks')).toEqual([])
})
