/** How long rows stay on the device, and which go when there are too many. */
import { describe, expect, it } from 'vitest'
import { KEEP_ACKNOWLEDGED_MS, MAX_ROWS } from './limits.ts'
import { makeRoom } from './recover.ts'
import { runSync } from './sync.ts'
import { blocked, connected, FakeDevice, FakeServer, T0, visit } from './testing.ts'

describe('what is kept', () => {
  it('has room for a month without the server at 5,000 rows a day', () => {
    expect(MAX_ROWS).toBeGreaterThanOrEqual(30 * 5_000)
  })

  it('goes again to a server that was restored', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([visit('a.test'), visit('b.test')])
    await runSync(parts)
    server.takeBackup()
    await parts.store.append([visit('c.test'), visit('d.test')])
    await runSync(parts)
    server.restore()
    // The heartbeat brings the news.
    await parts.outbox.acknowledge({ epoch: server.epoch, acknowledged: server.acknowledged }, T0)
    await runSync(parts)
    expect(server.acknowledged).toBe(4)
    expect([...server.rows.values()].every((row) => row.kind === 'visit')).toBe(true)
  })

  it('is seven days of acknowledged rows; then a restored server hears which are lost', async () => {
    const server = await FakeServer.start()
    let now = T0
    const parts = await connected(new FakeDevice(), server, { now: () => now })
    await parts.store.append([visit('a.test'), visit('b.test')])
    server.takeBackup()
    await runSync(parts)
    now += KEEP_ACKNOWLEDGED_MS - 3_600_000
    await runSync(parts)
    expect(await parts.store.db.rows.count()).toBe(2)
    now += 3 * 3_600_000
    await runSync(parts)
    expect(await parts.store.db.rows.count()).toBe(0)
    server.restore()
    await parts.store.append([visit('c.test')])
    await runSync(parts)
    await runSync(parts)
    expect(server.acknowledged).toBe(4)
    expect(server.rows.get(4)).toMatchObject({ kind: 'lost', from: 1, to: 2 })
  })

  it('is accounted for in the moment the server goes back', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([visit('a.test'), visit('b.test')])
    await runSync(parts)
    await parts.store.db.rows.clear()
    await parts.outbox.acknowledge({ epoch: 2, acknowledged: 0 }, T0)
    expect(await parts.store.db.losses.toArray()).toEqual([{ seq: 3, from: 1, to: 2 }])
  })

  it('does not start anew because a heartbeat repeats the count', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([visit('a.test')])
    await runSync(parts)
    for (let hour = 1; hour < 7 * 24 + 2; hour += 1) {
      await parts.outbox.acknowledge({ epoch: 1, acknowledged: 1 }, T0 + hour * 3_600_000)
    }
    await parts.outbox.prune(T0 + (7 * 24 + 2) * 3_600_000)
    expect(await parts.store.db.rows.count()).toBe(0)
  })

  it('is never numbers that the server already has', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.outbox.acknowledge({ epoch: 1, acknowledged: 7 }, T0)
    expect(await parts.store.append([visit('a.test')])).toEqual([8])
  })
})

describe('too many rows', () => {
  it('drops the oldest ordinary ones and says which, and the count goes on', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([
      ...Array.from({ length: 10 }, (_, i) => visit(`old${i}.test`)),
      blocked('urgent.test'),
      ...Array.from({ length: 80 }, (_, i) => visit(`h${i}.test`)),
    ])
    expect(await makeRoom(parts.store, parts.outbox, T0, 60, 10)).toBe(41)
    expect(await parts.store.db.rows.count()).toBe(52)
    await runSync(parts)
    expect(server.acknowledged).toBe(93)
    expect(server.rows.get(11)).toMatchObject({ host: 'urgent.test' })
    expect([...server.rows.values()].filter((row) => row.kind === 'lost')).toMatchObject([
      { from: 1, to: 10 },
      { from: 12, to: 42 },
    ])
  })

  it('drops copies of acknowledged rows first', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append(Array.from({ length: 50 }, (_, i) => visit(`h${i}.test`)))
    await runSync(parts)
    await parts.store.append(Array.from({ length: 20 }, (_, i) => visit(`n${i}.test`)))
    expect(await makeRoom(parts.store, parts.outbox, T0, 60, 10)).toBe(0)
    expect(await parts.store.db.rows.count()).toBe(50)
  })

  it('cannot be flooded past the limit by rows that are dear', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append(Array.from({ length: 70 }, (_, i) => blocked(`h${i}.test`)))
    expect(await makeRoom(parts.store, parts.outbox, T0, 60, 10)).toBe(20)
    await runSync(parts)
    expect(server.acknowledged).toBe(71)
  })

  it('says again what a dropped lost row had said', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append(Array.from({ length: 4 }, (_, i) => visit(`h${i}.test`)))
    await parts.store.lose([{ from: 1, to: 2 }], 'test', T0)
    await parts.store.lose([{ from: 4, to: 5 }], 'test', T0)
    await runSync(parts)
    expect(server.acknowledged).toBe(7)
  })
})
