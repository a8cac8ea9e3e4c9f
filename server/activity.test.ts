import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { sealRow } from '../lib/protocol/seal.ts'
import { gapsOf } from './ingest/gaps.ts'
import { idOf, TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

const range = (from: number, to: number): Row[] =>
  Array.from({ length: to - from + 1 }, (_, i) => visit(from + i))
const numbers = async (device: TestDevice) =>
  (
    await server.context.db
      .selectFrom('rows')
      .innerJoin('installations', 'installations.id', 'rows.installation')
      .select('rows.seq')
      .where('installations.installation', '=', device.id)
      .orderBy('rows.seq')
      .execute()
  ).map((r) => r.seq)

describe('activity', () => {
  it('is stored, then acknowledged', async () => {
    const device = await TestDevice.confirmed(server)
    const sent = await device.activity(range(1, 500))
    expect(sent.body).toMatchObject({ acknowledged: 500, epoch: 1, unreadable: [] })
    expect(await numbers(device)).toEqual(range(1, 500).map((r) => r.seq))
  })

  it('stores each number once under repeats and overlapping deliveries at the same time', async () => {
    const device = await TestDevice.confirmed(server)
    const batches = [range(1, 200), range(1, 200), range(101, 300), range(1, 300), range(150, 250)]
    const sent = await Promise.all(batches.map((rows) => device.activity(rows)))
    expect(sent.map((s) => s.status)).toEqual([200, 200, 200, 200, 200])
    expect(await numbers(device)).toEqual(range(1, 300).map((r) => r.seq))
    expect((await device.activity([])).body).toMatchObject({ acknowledged: 300 })
  })

  it('acknowledges only up to a hole, and names it', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([...range(1, 10), ...range(15, 20), ...range(30, 30)], 40)
    const sent = await device.heartbeat(42)
    expect(sent.body).toMatchObject({ acknowledged: 10 })
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([
      { from: 11, to: 14, passed: true },
      { from: 21, to: 29, passed: true },
      { from: 31, to: 42, passed: false },
    ])
    await device.activity([...range(11, 14), ...range(21, 29)])
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([{ from: 31, to: 42, passed: false }])
    expect((await device.activity(range(31, 42))).body).toMatchObject({ acknowledged: 42 })
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([])
  })

  it('moves on over numbers that the device says are lost, but not into its future', async () => {
    const device = await TestDevice.confirmed(server)
    const lost: Row = { seq: 21, at: visit(21).at, kind: 'lost', from: 6, to: 20, reason: 'overflow' }
    await device.activity([...range(1, 5), lost])
    expect((await device.activity(range(22, 25))).body).toMatchObject({ acknowledged: 25 })
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([])
    const boast: Row = {
      seq: 26,
      at: visit(26).at,
      kind: 'lost',
      from: 27,
      to: 1_000_000,
      reason: 'overflow',
    }
    expect((await device.activity([boast])).body).toMatchObject({ acknowledged: 26 })
  })

  it('keeps rows that cannot be opened or read under their number and goes on', async () => {
    const device = await TestDevice.confirmed(server)
    const good = await device.seal(visit(1))
    const moved = { ...(await device.seal(visit(9))), seq: 2 }
    const unknown = { ...(await device.seal(visit(3))), key: 'nobody' }
    const nonsense = await device.seal({ seq: 4, kind: 'party' } as unknown as Row)
    const lying = await device.seal(visit(6)).then(async () => sealLying(device, 5, 7))
    const body = { written: 5, keys: [device.sessionKey], rows: [good, moved, unknown, nonsense, lying] }
    const sent = await device.send('POST', '/v1/activity', body)
    expect(sent.body).toMatchObject({ acknowledged: 5, unreadable: [2, 3, 4, 5] })
    const kept = await server.context.db
      .selectFrom('unreadable')
      .select(['seq', 'problem'])
      .where('installation', '=', await idOf(device))
      .orderBy('seq')
      .execute()
    expect(kept).toEqual([
      { seq: 2, problem: 'not-opened' },
      { seq: 3, problem: 'no-key' },
      { seq: 4, problem: 'not-a-row' },
      { seq: 5, problem: 'wrong-number' },
    ])
  })

  it('keeps the rows of an unconfirmed installation out of what timelines read', async () => {
    const device = await TestDevice.make(server)
    await device.enrol()
    expect((await device.activity(range(1, 3))).body).toMatchObject({ acknowledged: 3 })
    const id = await idOf(device)
    const counted = server.context.db.selectFrom('counted_rows').select('seq').where('installation', '=', id)
    expect(await counted.execute()).toEqual([])
    await server.context.db
      .updateTable('installations')
      .set({ state: 'confirmed' })
      .where('id', '=', id)
      .execute()
    expect(await counted.execute()).toHaveLength(3)
  })

  it('asks again from its own number after a restore', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity(range(1, 20))
    const id = await idOf(device)
    // What an older backup knows: ten rows fewer.
    await server.context.db.deleteFrom('rows').where('installation', '=', id).where('seq', '>', 10).execute()
    await server.context.db
      .updateTable('installations')
      .set({ acknowledged: 10, stored: 10, written: 10 })
      .where('id', '=', id)
      .execute()
    expect((await device.heartbeat(20)).body).toMatchObject({ acknowledged: 10 })
    expect((await device.activity(range(8, 20))).body).toMatchObject({ acknowledged: 20 })
  })
})

/** A row sealed for one number that says another inside. */
async function sealLying(device: TestDevice, seq: number, inside: number) {
  const row = { ...visit(inside) }
  let reads = 0
  // sealRow reads the number for the additional data and the outside; JSON reads it once more for the inside.
  Object.defineProperty(row, 'seq', { enumerable: true, get: () => (reads++ < 1 ? seq : inside) })
  const sealed = await sealRow(device.rowSeal, device.id, row)
  return { ...sealed, seq }
}
