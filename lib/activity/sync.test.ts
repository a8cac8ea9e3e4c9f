import { describe, expect, it, vi } from 'vitest'
import { WireError } from '../protocol/wire-error.ts'
import { Outbox } from './outbox.ts'
import { createSync, runSync } from './sync.ts'
import { blocked, connected, FakeDevice, FakeServer, offline, T0, visit } from './testing.ts'

describe('delivery', () => {
  it('sends everything in order, in batches of 500, and then rests for less than a minute', async () => {
    const server = await FakeServer.start()
    const sizes: number[] = []
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => {
        sizes.push(batch.rows.length)
        return server.receive(batch)
      },
    })
    await parts.store.append(Array.from({ length: 1_100 }, (_, i) => visit(`h${i}.test`)))
    const result = await runSync(parts)
    expect(sizes).toEqual([500, 500, 100])
    expect(result).toMatchObject({ sent: 1_100 })
    expect(result.nextDelay).toBeLessThanOrEqual(50_000)
    expect(server.acknowledged).toBe(1_100)
    expect(await parts.outbox.next()).toBeNull()
  })

  it('backs off while the server is away, and urgent rows ask more often', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, { send: offline })
    await parts.store.append([visit('a.test')])
    const delays = []
    for (let i = 0; i < 12; i += 1) delays.push((await runSync(parts)).nextDelay)
    expect(delays.slice(0, 3)).toEqual([3_750, 7_500, 15_000])
    expect(Math.max(...delays)).toBe(675_000)
    await parts.store.append([blocked('b.test')])
    expect((await runSync(parts)).nextDelay).toBeLessThanOrEqual(60_000)
    await runSync({ ...parts, send: (batch) => server.receive(batch) })
    expect(server.acknowledged).toBe(2)
    expect((await runSync(parts)).problem).toBeUndefined()
  })

  it('waits as long as the server asks', async () => {
    const server = await FakeServer.start()
    const busy = new WireError('status', 'slow down', { status: 429, code: 'rate', retryAfter: 90_000 })
    const parts = await connected(new FakeDevice(), server, { send: () => Promise.reject(busy) })
    await parts.store.append([visit('a.test')])
    expect(await runSync(parts)).toMatchObject({ nextDelay: 90_000, problem: { code: 'rate' } })
  })

  it('lets urgent rows overtake a backlog', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([
      ...Array.from({ length: 900 }, (_, i) => visit(`h${i}.test`)),
      blocked('b.test'),
    ])
    const batch = await parts.outbox.next()
    expect(batch).toMatchObject({ urgent: true })
    expect(batch !== 'no-seal-key' && batch?.rows[0]?.seq).toBe(901)
    expect((await runSync(parts)).problem).toBeUndefined()
    expect(server.acknowledged).toBe(901)
  })

  it('shares one run among callers', async () => {
    const server = await FakeServer.start()
    let sends = 0
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => {
        sends += 1
        return server.receive(batch)
      },
    })
    await parts.store.append([visit('a.test')])
    const sync = createSync(parts)
    await Promise.all([sync.run(), sync.run()])
    expect(sends).toBe(1)
    expect(sync.kick(true)).toBeLessThan(10_000)
    expect(sync.kick(false)).toBeLessThan(60_000)
  })
})

describe('the last window', () => {
  it('takes along what was written while a run was ending', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append([visit('a.test')])
    const sync = createSync(parts)
    // The run has asked for its next batch and been told that there is none, when one more row is written.
    const { outbox } = parts
    const next = outbox.next.bind(outbox)
    let finished: Promise<unknown> = Promise.resolve()
    vi.spyOn(outbox, 'next').mockImplementation(async () => {
      const batch = await next()
      if (batch === null && (await parts.store.highest()) === 1) {
        await parts.store.append([visit('last.test')])
        finished = sync.finish()
      }
      return batch
    })
    await sync.run()
    await finished
    expect(server.acknowledged).toBe(2)
  })
})

describe('what delivery heals by itself', () => {
  it('wraps the key of rows that were written before the seal key came', async () => {
    const server = await FakeServer.start()
    const device = new FakeDevice()
    await device.store().append([visit('early.test')])
    const parts = await connected(device, server)
    expect(await runSync(parts)).toMatchObject({ sent: 1 })
    expect(server.rows.get(1)).toMatchObject({ host: 'early.test' })
  })

  it('says so while there is no seal key', async () => {
    const store = new FakeDevice().store()
    await store.append([visit('a.test')])
    const outbox = new Outbox(store)
    const parts = { store, outbox, send: offline, now: () => T0, random: () => 0.5 }
    expect(await runSync(parts)).toMatchObject({ sent: 0, problem: { code: 'no-seal-key' } })
  })

  it('speaks of a number that is missing for no known reason', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append(Array.from({ length: 9 }, (_, i) => visit(`h${i}.test`)))
    await parts.store.db.rows.bulkDelete([4, 5])
    await runSync(parts)
    await runSync(parts)
    expect(server.acknowledged).toBe(10)
    expect(server.rows.get(10)).toMatchObject({ kind: 'lost', from: 4, to: 5 })
  })
})
