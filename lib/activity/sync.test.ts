import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it, vi } from 'vitest'
import { WireError } from '../protocol/wire-error.ts'
import { KEEP_ACKNOWLEDGED_MS } from './limits.ts'
import { type Batch, Outbox, type ServerCount } from './outbox.ts'
import { backOff, delayAfterRow } from './pace.ts'
import { makeRoom, settle } from './recover.ts'
import { createSync, runSync, type SyncParts } from './sync.ts'
import { blocked, FakeDevice, FakeServer, T0, visit } from './testing.ts'

async function connected(device: FakeDevice, server: FakeServer, change: Partial<SyncParts> = {}) {
  const store = device.store()
  await store.keys.useSealKey(server.sealKey)
  const outbox = new Outbox(store)
  const send = (batch: Batch): Promise<ServerCount> => server.receive(batch)
  return { store, outbox, send, now: () => T0, random: () => 0.5, ...change }
}

const offline = () => Promise.reject(new WireError('network', 'no answer'))
const status = (code: number) => new WireError('status', `answered ${code}`, { status: code })

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

describe('back-off', () => {
  async function failing(error: WireError) {
    const server = await FakeServer.start()
    const device = new FakeDevice()
    const it = { now: T0, sends: 0, up: false }
    const worker = async () => {
      const parts = await connected(device, server, {
        now: () => it.now,
        send: async (batch) => {
          it.sends += 1
          if (!it.up) throw error
          return server.receive(batch)
        },
      })
      return { ...parts, sync: createSync(parts) }
    }
    return { it, worker, server }
  }

  it('outlives the worker: the next one waits too, and says why', async () => {
    const { it: state, worker } = await failing(new WireError('network', 'no answer'))
    const first = await worker()
    await first.store.append([visit('a.test')])
    await first.sync.run()
    const next = await worker()
    expect(await next.sync.run()).toMatchObject({ nextDelay: 3_750, problem: { code: 'network' } })
    expect(state.sends).toBe(1)
    state.now += 3_750
    await next.sync.run()
    expect(state.sends).toBe(2)
  })

  it('is shorter for urgent rows, and never shorter than the server asks', async () => {
    const { it: state, worker } = await failing(new WireError('network', 'no answer'))
    const { sync, store, outbox } = await worker()
    await store.append([visit('a.test')])
    await sync.run()
    await outbox.pace(() => ({ attempt: 10 }))
    state.now += 3_750
    expect((await sync.run()).nextDelay).toBeGreaterThan(600_000)
    await store.append([blocked('b.test')])
    expect((await sync.run()).nextDelay).toBeLessThanOrEqual(60_000)
    expect(state.sends).toBe(2)
    state.now += 60_000
    await sync.run()
    expect(state.sends).toBe(3)
    const busy = await failing(new WireError('status', 'slow down', { status: 429, retryAfter: 90_000 }))
    const asked = await busy.worker()
    await asked.store.append([blocked('b.test')])
    await asked.sync.run()
    busy.it.now += 89_000
    await asked.sync.run()
    await asked.sync.finish()
    expect(busy.it.sends).toBe(1)
  })

  it('ends with a success, with the last window, and with a clock that is set back', async () => {
    const { it: state, worker } = await failing(new WireError('network', 'no answer'))
    const { sync, store } = await worker()
    await store.append([visit('a.test')])
    await sync.run()
    state.now -= 86_400_000
    await sync.run()
    expect(state.sends).toBe(2)
    state.up = true
    expect(await sync.finish()).toMatchObject({ sent: 1 })
    await store.append([visit('b.test')])
    expect(await sync.run()).toMatchObject({ sent: 1 })
  })

  it('does not keep rows from being pruned', async () => {
    const { worker } = await failing(new WireError('network', 'no answer'))
    const { sync, store, outbox } = await worker()
    await store.append([visit('a.test')])
    await sync.run()
    const pruned = vi.spyOn(outbox, 'prune')
    await sync.run()
    await sync.keepHouse()
    expect(pruned).toHaveBeenCalledTimes(2)
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

describe('a batch that the server refuses', () => {
  it('is narrowed down to the one row, which becomes a lost row, and the rest arrives', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) =>
        batch.rows.some((row) => row.seq === 300) ? Promise.reject(status(400)) : server.receive(batch),
    })
    await parts.store.append(Array.from({ length: 700 }, (_, i) => visit(`h${i}.test`)))
    await runSync(parts)
    expect(server.acknowledged).toBe(701)
    expect(server.rows.get(701)).toMatchObject({ kind: 'lost', from: 300, to: 300 })
    expect([...server.rows.values()].filter((row) => row.kind === 'lost')).toHaveLength(1)
  })

  it('loses nothing when the server refuses everything', async () => {
    const server = await FakeServer.start()
    const refusing = await connected(new FakeDevice(), server, { send: () => Promise.reject(status(422)) })
    await refusing.store.append(Array.from({ length: 100 }, (_, i) => visit(`h${i}.test`)))
    for (let i = 0; i < 5; i += 1) expect(await runSync(refusing)).toHaveProperty('problem')
    await runSync({ ...refusing, send: (batch) => server.receive(batch) })
    expect(server.acknowledged).toBe(100)
    expect([...server.rows.values()].every((row) => row.kind === 'visit')).toBe(true)
  })

  it('is not made at all with rows that are too long: they are listed as lost, however many, and the rest arrives', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => server.receive(batch).catch(() => Promise.reject(status(422))),
    })
    await parts.store.append(Array.from({ length: 60 }, (_, i) => visit(`h${i}.test`)))
    await parts.store.db.rows
      .where('seq')
      .between(11, 40, true, true)
      .modify({ sealed: 'A'.repeat(20_000) })
    await runSync(parts)
    expect(server.acknowledged).toBe(61)
    expect(server.rows.get(61)).toMatchObject({
      kind: 'lost',
      from: 11,
      to: 40,
      reason: 'too long to be sent',
    })
    expect(server.rows.size).toBe(31)
  })

  it('is never made of rows that are too long, whatever they were to say', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    const detail = '\u0001'.repeat(40_000)
    await parts.store.append([
      { row: { kind: 'problem', code: detail, detail }, at: T0, who: { name: detail, from: 'profile' } },
    ])
    expect(await runSync(parts)).toMatchObject({ sent: 1 })
    expect(server.unreadable).toEqual([])
    expect(server.rows.get(1)).toMatchObject({ kind: 'problem', detail: detail.slice(0, 500) })
  })

  it('is made smaller when it is too large', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server, {
      send: (batch) => (batch.rows.length > 100 ? Promise.reject(status(413)) : server.receive(batch)),
    })
    await parts.store.append(Array.from({ length: 250 }, (_, i) => visit(`h${i}.test`)))
    for (let i = 0; i < 3 && server.acknowledged < 250; i += 1) await runSync(parts)
    expect(server.acknowledged).toBe(250)
  })

  it('does not believe an absurd count', async () => {
    const server = await FakeServer.start()
    const absurd = { epoch: 1, acknowledged: 2 ** 52 }
    const parts = await connected(new FakeDevice(), server, { send: () => Promise.resolve(absurd) })
    await parts.store.append([visit('a.test')])
    expect(await runSync(parts)).toHaveProperty('problem')
    expect(await parts.store.append([visit('b.test')])).toEqual([2])
  })
})

describe('what is kept', () => {
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
    expect(await makeRoom(parts.store, T0, 60, 10)).toBe(41)
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
    expect(await makeRoom(parts.store, T0, 60, 10)).toBe(0)
    expect(await parts.store.db.rows.count()).toBe(50)
  })

  it('cannot be flooded past the limit by rows that are dear', async () => {
    const server = await FakeServer.start()
    const parts = await connected(new FakeDevice(), server)
    await parts.store.append(Array.from({ length: 70 }, (_, i) => blocked(`h${i}.test`)))
    expect(await makeRoom(parts.store, T0, 60, 10)).toBe(20)
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

describe('pace', () => {
  property.prop([
    fc.integer({ min: 1, max: 1_000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.boolean(),
  ])('keeps within its bounds', (attempt, random, urgent) => {
    const delay = backOff(attempt, random, urgent)
    expect(delay).toBeGreaterThanOrEqual(2_500)
    expect(delay).toBeLessThanOrEqual(urgent ? 60_000 : 900_000)
    expect(delayAfterRow(urgent, random)).toBeLessThan(urgent ? 10_000 : 60_000)
  })
})

describe('whatever goes wrong on the way', () => {
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('write' as const), rows: fc.integer({ min: 1, max: 9 }) }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'deliver' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'lose-request' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'lose-answer' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'send-twice' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'refuse' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'backup' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'overflow' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'weeks-later' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'new-worker' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'restart-without-key' as const }) },
  )

  property.prop([fc.array(step, { maxLength: 30 })], { numRuns: 40 })(
    'every number ends at the server once, as a row or inside a lost row',
    async (steps) => {
      const server = await FakeServer.start()
      const device = new FakeDevice()
      let now = T0
      let parts = await connected(device, server, { now: () => now })
      const deliver = (send: SyncParts['send']) => runSync({ ...parts, send })
      const honest = (batch: Batch) => server.receive(batch)
      for (const next of steps) {
        if (next.do === 'write') {
          await parts.store.append(
            Array.from({ length: next.rows }, (_, i) => (i === 5 ? blocked : visit)('h.test', now)),
          )
        } else if (next.do === 'deliver') await deliver(honest)
        else if (next.do === 'lose-request') await deliver(offline)
        else if (next.do === 'lose-answer') await deliver((batch) => honest(batch).then(offline))
        else if (next.do === 'send-twice') await deliver((batch) => honest(batch).then(() => honest(batch)))
        else if (next.do === 'refuse')
          await deliver((b) => (b.rows[0]?.seq === 3 ? Promise.reject(status(400)) : honest(b)))
        else if (next.do === 'backup') server.takeBackup()
        else if (next.do === 'restore') server.restore()
        else if (next.do === 'overflow') await makeRoom(parts.store, now, 12, 4)
        else if (next.do === 'weeks-later') now += 15 * 24 * 3_600_000
        else if (next.do === 'new-worker') {
          parts = await connected(device, server, { now: () => now })
          await settle(parts.store, parts.outbox, now)
        } else {
          device.closeBrowser()
          const keyless = device.store()
          await keyless.append([visit('before-the-key.test', now)])
          device.closeBrowser()
          parts = await connected(device, server, { now: () => now })
          await settle(parts.store, parts.outbox, now)
        }
      }
      await parts.outbox.acknowledge({ epoch: server.epoch, acknowledged: server.acknowledged }, now)
      for (let i = 0; i < 6; i += 1) await deliver(honest)
      expect(server.acknowledged).toBe(await parts.store.highest())
      expect(server.unreadable).toEqual([])
      expect(await parts.outbox.next()).toBeNull()
    },
    60_000,
  )
})
