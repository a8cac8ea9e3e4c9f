/** People and installations that nothing needs any more are forgotten. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idOf, TestDevice, testServer, type TestServer, visit } from './testing.ts'
import { blocked, DAY, kept, names, NOW, old, run, who } from './testing-retention.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

describe('retention', () => {
  it('forgets people whom nothing refers to, also in memory', async () => {
    const person = who('amy.pupil@school.example')
    const device = await TestDevice.confirmed(server, { person })
    await device.activity([old(1, 40)])
    // The installation still says who was using it last.
    expect(await run(server)).toMatchObject({ people: 0 })
    expect(await names(server)).toEqual([person.name])
    expect(await run(server, Date.now() + 31 * DAY)).toMatchObject({ people: 1 })
    expect(await names(server)).toEqual([])
    await device.heartbeat(1)
    const stands = () =>
      server.context.db.selectFrom('installations').select(['person', 'settled_person']).execute()
    expect(await stands()).toMatchObject([{ settled_person: expect.any(Number) }])
    // Now it stands for its person, who is remembered for as long as the installation.
    expect(await run(server, Date.now() + 31 * DAY)).toMatchObject({ people: 0 })
    expect(await stands()).toMatchObject([{ person: null, settled_person: expect.any(Number) }])
    expect((await device.activity([old(2, 0)])).status).toBe(200)
    expect(await names(server)).toEqual([person.name])
  })

  it('forgets installations that ended: thrown-away and unconfirmed ones after 30 days, others after 12 months', async () => {
    const { db } = server.context
    const shared = await TestDevice.confirmed(server, { ephemeral: true })
    const cutOff = await TestDevice.confirmed(server, { ephemeral: true })
    const owned = await TestDevice.confirmed(server)
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await shared.activity([visit(1)])
    await cutOff.activity([visit(1)], 5)
    const known = async () =>
      (await db.selectFrom('installations').select('installation').execute()).map((r) => r.installation)
    await run(server, Date.now() + 29 * DAY)
    expect(await known()).toHaveLength(4)
    expect(await run(server, Date.now() + 31 * DAY)).toMatchObject({ installations: 2 })
    expect((await known()).toSorted()).toEqual([cutOff.id, owned.id].toSorted())
    expect(await run(server, Date.now() + 366 * DAY)).toMatchObject({ installations: 2 })
    // One that does come back is as new.
    expect((await owned.heartbeat(0)).body).toMatchObject({ error: 'unknown-installation' })
    expect((await owned.enrol()).body).toMatchObject({ state: 'waiting' })
  })

  it('forgets the many throw-away profiles of a shared device, but not the last, nor what they are kept for', async () => {
    const { db } = server.context
    const ids: number[] = []
    const start = { seq: 1, at: Date.now(), kind: 'start', version: '1', browser: 'Chrome' } as const
    for (const row of [visit(2), blocked(2, 0), visit(2)]) {
      const one = await TestDevice.confirmed(server, { ephemeral: true, directoryId: 'd1' })
      await one.activity([start, { ...row, at: Date.now() }])
      ids.push(await idOf(one))
    }
    const [plain = 0, told = 0, last = 0] = ids
    await db
      .updateTable('installations')
      .set({ follower: last, ending: 'finished' })
      .where('id', '!=', last)
      .execute()
    const known = async () => (await db.selectFrom('installations').select('id').execute()).map((r) => r.id)
    await run(server, Date.now() + 31 * DAY)
    expect(await known()).not.toContain(plain)
    expect(await known()).toEqual([told, last])
    await run(server, Date.now() + 366 * DAY)
    expect(await known()).toEqual([])
  })

  it('forgets in the end also one of which bare numbers above a gap are left', async () => {
    const cutOff = await TestDevice.confirmed(server, { ephemeral: true, directoryId: 'd1' })
    await cutOff.activity([visit(1, { at: Date.now() }), blocked(4, 0)], 5)
    await run(server, Date.now() + 364 * DAY)
    expect(await run(server, Date.now() + 366 * DAY + (Date.now() - NOW))).toMatchObject({ installations: 1 })
    expect(await kept(server)).toEqual([])
  })
})
