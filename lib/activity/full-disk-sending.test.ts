/** A disk without room: nothing stands in the way of what can still leave. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KEEP_ACKNOWLEDGED_MS } from './limits.ts'
import { makeRoom } from './recover.ts'
import { createSync, runSync } from './sync.ts'
import { fill, fillAndClose } from './testing-full-disk.ts'
import { blocked, connected, FakeDevice, FakeServer, offline, status, T0, visit } from './testing.ts'

const DAYS_LATER = T0 + KEEP_ACKNOWLEDGED_MS + 2 * 3_600_000
let server: FakeServer
let device: FakeDevice
let now: number
let sends: number
beforeEach(async () => {
  server = await FakeServer.start()
  device = new FakeDevice()
  now = T0
  sends = 0
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** @param refused a number that the server does not take */
const worker = (refused?: number) =>
  connected(device, server, {
    now: () => now,
    send: async (batch) => {
      sends += 1
      if (batch.rows.some(({ seq }) => seq === refused)) throw status(400)
      return server.receive(batch)
    },
  })
const mixed = (count: number) =>
  Array.from({ length: count }, (_, i) => (i % 4 === 1 ? blocked : visit)(`h${i}.test`))

describe('what the server says meanwhile', () => {
  // Was broken: the first heartbeat was written down, which closed the database before anything was read for sending.
  test('closes no database before what is on it has been read', async () => {
    const parts = await worker()
    await parts.store.append([blocked('a.test')])
    fillAndClose(parts.store.db)
    expect(await parts.outbox.heard({ epoch: 1, acknowledged: 0 }, now)).toBe(true)
    await expect(runSync(parts)).rejects.toThrow('backing store')
    expect(server.rows.get(1)).toMatchObject({ host: 'a.test' })
  })

  test('is on the disk after the next run, and not written when it says nothing new', async () => {
    const parts = await worker()
    await parts.store.append([visit('a.test')])
    await parts.outbox.heard({ epoch: 1, acknowledged: 1 }, now)
    expect(await parts.outbox.acknowledged()).toBe(1)
    await runSync(parts)
    expect(await (await worker()).outbox.acknowledged()).toBe(1)
    fill(() => {
      throw new Error('something was written')
    })
    expect(await parts.outbox.heard({ epoch: 1, acknowledged: 1 }, now)).toBe(true)
    await createSync(parts).keepHouse()
    expect(sends).toBe(0)
  })

  test('that it has rows which are not here is written at once, as ever', async () => {
    const parts = await worker()
    await parts.outbox.heard({ epoch: 1, acknowledged: 7 }, now)
    expect(await (await worker()).store.append([visit('a.test')])).toEqual([8])
  })
})

// Were broken: the same 500 rows left over and over, and no others.
describe('behind a number that cannot be declared lost', () => {
  const haveLeft = (above: number) =>
    Array.from({ length: 1_600 - above }, (_, i) => above + 1 + i).filter((seq) => !server.rows.has(seq))

  test.each([
    ['because the server refuses its row', true],
    ['because it is a hole', false],
  ])('all else leaves, %s', async (_why, isRefused) => {
    const parts = await worker(isRefused ? 1 : undefined)
    await parts.store.append(mixed(1_600))
    if (!isRefused) await parts.store.db.rows.delete(1)
    const empty = fill()
    for (let run = 0; run < 3; run += 1) await runSync(parts)
    expect(haveLeft(1)).toEqual([])
    expect(sends).toBeLessThan(60)
    empty()
    for (let run = 0; run < 2; run += 1) await runSync(parts)
    expect(server.rows.get(1_601)).toMatchObject({ kind: 'lost', from: 1, to: 1 })
    expect(server.acknowledged).toBe(1_601)
  })

  test('because the server takes it and does not count it, all else leaves; it is asked again and told of', async () => {
    const parts = await worker()
    await parts.store.append(mixed(1_200))
    const receive = server.receive.bind(server)
    server.receive = async (batch) => {
      const count = await receive(batch)
      server.rows.delete(1)
      return { ...count, acknowledged: server.acknowledged }
    }
    await runSync(parts)
    expect(await runSync(parts)).toMatchObject({ problem: { code: 'answer' } })
    expect(server.rows.size).toBe(1_199)
    server.receive = receive
    await runSync(parts)
    expect(server.acknowledged).toBe(1_200)
  })
})

describe('a key that is not wrapped yet', () => {
  // Was broken: noting it was refused, and nothing left.
  test('is wrapped for sending, and noted when there is room', async () => {
    await device.store().append([blocked('a.test'), visit('b.test')])
    const parts = await worker()
    const empty = fill()
    expect(await runSync(parts)).toMatchObject({ sent: 2 })
    expect([...server.rows.keys(), ...server.unreadable]).toEqual([1, 2])
    empty()
    await runSync(parts)
    expect(await parts.store.db.keys.filter(({ wrapped }) => !wrapped).count()).toBe(0)
  })

  test('and is gone holds up nobody else’s rows; its own are lost when there is room to say so', async () => {
    await device.store().append(mixed(600))
    device.closeBrowser()
    const parts = await worker()
    await parts.store.append([visit('later.test')])
    const empty = fill()
    await runSync(parts)
    expect([...server.rows.keys()]).toEqual([601])
    empty()
    for (let run = 0; run < 2; run += 1) await runSync(parts)
    expect(server.acknowledged).toBe(602)
    expect(server.rows.get(602)).toMatchObject({ kind: 'lost', from: 1, to: 600 })
  })
})

// Were broken: the disk's count was asked, which is not the newest, and rows went that the server needs.
describe('copies that the server needs again, as it said on a full disk', () => {
  async function restored() {
    const parts = await worker()
    await parts.store.append([visit('a.test'), visit('b.test')])
    await runSync(parts)
    server.restore()
    now = DAYS_LATER
    const empty = fill()
    await parts.outbox.acknowledge({ epoch: 2, acknowledged: 0 }, now)
    empty()
    return parts
  }

  test('stay although they are old', async () => {
    const parts = await restored()
    await createSync({ ...parts, send: offline }).keepHouse()
    expect(await parts.store.db.rows.count()).toBe(2)
    await runSync(parts)
    expect(server.acknowledged).toBe(2)
  })

  test('are not taken for copies when room is made', async () => {
    const parts = await restored()
    await parts.store.append([visit('c.test')])
    expect(await makeRoom(parts.store, parts.outbox, now, 2, 1)).toBe(2)
    for (let run = 0; run < 2; run += 1) await runSync(parts)
    expect(server.rows.get(4)).toMatchObject({ kind: 'lost', from: 1, to: 2 })
  })
})

// Was broken: the later of two changes undid the other.
test('two changes at once both count', async () => {
  const parts = await worker()
  await parts.outbox.delivery()
  fill(() => {
    throw new DOMException('', 'UnknownError')
  })
  const estimate = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return { usage: 5e6, quota: 5e6 }
  }
  vi.stubGlobal('navigator', { storage: { estimate } })
  await Promise.all([
    parts.outbox.pace(() => ({ attempt: 3 })),
    parts.outbox.pace(() => ({ limit: 7 })),
    parts.outbox.acknowledge({ epoch: 4, acknowledged: 0 }, now),
  ])
  expect(await parts.outbox.delivery()).toMatchObject({ attempt: 3, limit: 7, epoch: 4 })
})
