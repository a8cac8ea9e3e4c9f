/** What has been kept long enough goes, for good, and leaves no gap behind. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { MOST_DAYS, USUAL_DAYS } from '../lib/policy/keeping.ts'
import { gapsOf } from './ingest/gaps.ts'
import { KIND_OF } from './jobs/limits.ts'
import { expire } from './jobs/retention.ts'
import { idOf, TestDevice, testServer, type TestServer, visit } from './testing.ts'
import { blocked, DAY, daysAgo, kept, names, NOW, old, run, who } from './testing-retention.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

describe('retention', () => {
  it('keeps ordinary visits for 30 days and anything else for 12 months while the school has set nothing', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([
      blocked(1, 366),
      old(2, 364),
      blocked(3, 364),
      old(4, 31),
      { seq: 5, at: daysAgo(31), kind: 'stay', visit: 4, seconds: 9 },
      blocked(6, 31),
      old(7, 29),
      { seq: 8, at: daysAgo(31), kind: 'title', visit: 4, title: 'Volcanoes' },
    ])
    expect(await run(server)).toMatchObject({ rows: 5 })
    expect(await kept(server)).toEqual(['3 blocked', '6 blocked', '7 visit'])
    expect(await run(server, NOW + 2 * DAY)).toMatchObject({ rows: 2 })
    expect(await kept(server)).toEqual(['6 blocked'])
    for (const days of Object.values(USUAL_DAYS)) expect(days).toBeLessThanOrEqual(MOST_DAYS)
    expect([KIND_OF.visit, KIND_OF.stay, KIND_OF.title]).toEqual(['visits', 'visits', 'visits'])
  })

  it('is audited as a count, and only when there was something', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 40), old(2, 40)])
    await run(server)
    await run(server)
    const notes = await server.context.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('action', '=', 'retention')
      .execute()
    expect(notes).toEqual([
      {
        actor: 'server',
        subject: '2 rows, 0 unreadable contents, 0 installations, 0 places in classes, 0 requests, 1 people',
      },
    ])
  })

  it('leaves what was acknowledged acknowledged, and no gap', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity(Array.from({ length: 40 }, (_, i) => old(i + 1, i < 30 ? 40 : 1)))
    await run(server)
    expect(await kept(server)).toHaveLength(10)
    expect((await device.heartbeat(40)).body).toMatchObject({ acknowledged: 40 })
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([])
    expect((await device.activity([old(41, 0)])).body).toMatchObject({ acknowledged: 41 })
  })

  it('does not let a repeat of an old batch bring rows or names back', async () => {
    const device = await TestDevice.confirmed(server)
    const batch = [old(1, 40, { who: who('gone@school.example') }), old(2, 40), old(3, 1)]
    await device.activity(batch)
    await run(server)
    const before = await names(server)
    expect(before).toEqual(['amy.pupil@school.example'])
    const more = [...batch, old(4, 1, { who: who('ben@school.example') })]
    expect((await device.activity(more)).body).toMatchObject({ acknowledged: 4 })
    expect(await kept(server)).toEqual(['3 visit', '4 visit'])
    expect(await names(server)).toEqual(expect.arrayContaining([...before, 'ben@school.example']))
    expect(await names(server)).toHaveLength(2)
  })

  it('keeps the bare number of a row above a hole until the hole is filled', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 40), old(3, 40), blocked(4, 40), old(6, 40)], 7)
    const id = await idOf(device)
    const before = await gapsOf(server.context.db, id)
    await run(server)
    expect(await kept(server)).toEqual(['3 expired', '4 blocked', '6 expired'])
    const emptied = await server.context.db
      .selectFrom('rows')
      .select(['at', 'received', 'person', 'host', 'secret'])
      .where('kind', '=', 'expired')
      .execute()
    expect(emptied).toEqual(
      Array.from({ length: 2 }, () => ({ at: 0, received: 0, person: null, host: null, secret: null })),
    )
    expect(await gapsOf(server.context.db, id)).toEqual(before)
    const shown = await server.context.db.selectFrom('counted_rows').select('seq').execute()
    expect(shown).toEqual([{ seq: 4 }])
    // A repeat does not fill the number again; what was missing is still taken.
    await device.activity([old(3, 40)])
    expect((await device.activity([old(2, 40), old(5, 1)])).body).toMatchObject({ acknowledged: 6 })
    await run(server)
    expect(await kept(server)).toEqual(['4 blocked', '5 visit'])
  })

  it('keeps a lost range only while the count needs it', async () => {
    const device = await TestDevice.confirmed(server)
    const lost: Row = { seq: 6, at: daysAgo(400), kind: 'lost', from: 3, to: 4, reason: 'overflow' }
    await device.activity([old(1, 400), lost, old(7, 1)], 7)
    await run(server)
    // Number 2 is missing still: forgetting the range now would make 3 and 4 missing too.
    const id = await idOf(device)
    expect((await gapsOf(server.context.db, id)).map(({ from, to }) => [from, to])).toEqual([
      [2, 2],
      [5, 5],
    ])
    expect((await device.activity([old(2, 1), old(5, 1)])).body).toMatchObject({ acknowledged: 7 })
    await run(server)
    expect(await server.context.db.selectFrom('lost').selectAll().execute()).toEqual([])
    expect((await device.heartbeat(7)).body).toMatchObject({ acknowledged: 7 })
  })

  it('keeps content that nobody could open for 30 days, and that it could not be read for longer', async () => {
    const device = await TestDevice.confirmed(server)
    const moved = { ...(await device.seal(visit(9))), seq: 1 }
    await device.send('POST', '/v1/activity', { written: 1, keys: [device.sessionKey], rows: [moved] })
    const contents = () => server.context.db.selectFrom('unreadable').select('seq').execute()
    await run(server, Date.now() + 29 * DAY)
    expect(await contents()).toHaveLength(1)
    expect(await run(server, Date.now() + 31 * DAY)).toMatchObject({ unreadable: 1, rows: 0 })
    expect(await contents()).toEqual([])
    expect(await kept(server)).toEqual(['1 unreadable'])
    expect(await run(server, Date.now() + 366 * DAY)).toMatchObject({ rows: 1 })
  })

  it('keeps rival rows no longer than others', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 1)])
    await device.activity([old(1, 31, { host: 'rival.example', who: who('rival@school.example') })])
    const rivals = () => server.context.db.selectFrom('forks').select('host').execute()
    expect(await rivals()).toEqual([{ host: 'rival.example' }])
    expect(await run(server, NOW - 2 * DAY)).toMatchObject({ rows: 0, people: 0 })
    expect(await run(server)).toMatchObject({ rows: 1, people: 1 })
    // Number and mark stay while the row that came first is there: sent again, it does not come back.
    expect(await rivals()).toEqual([{ host: null }])
  })

  it('never lets a row be kept longer because the device’s clock was ahead', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([visit(1, { at: Date.now() + 300 * DAY })])
    expect(await run(server, Date.now() + 31 * DAY)).toMatchObject({ rows: 1 })
  })

  it('can be called off and goes on from there', async () => {
    const device = await TestDevice.confirmed(server)
    for (let i = 0; i < 4; i++)
      await device.activity(Array.from({ length: 500 }, (_, j) => old(i * 500 + j + 1, 40)))
    const stop = new AbortController()
    const work = expire(server.context.db, server.context.people, NOW, stop.signal)
    while ((await kept(server)).length === 2000) await new Promise(setImmediate)
    stop.abort()
    const { rows } = await work
    expect(rows).toBeGreaterThan(0)
    expect(rows).toBeLessThan(2000)
    expect(await run(server)).toMatchObject({ rows: 2000 - rows })
  })
})
