/** A disk without room: what is on it leaves all the same, and the same rows not for ever. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KEEP_ACKNOWLEDGED_MS } from './limits.ts'
import { createSync, runSync } from './sync.ts'
import { fill, fillAndClose } from './testing-full-disk.ts'
import { blocked, connected, FakeDevice, FakeServer, offline, status, T0, visit } from './testing.ts'

let server: FakeServer
let device: FakeDevice
let now: number
let sends: number
/** What the server does with a batch. */
let answer: FakeServer['receive']

beforeEach(async () => {
  server = await FakeServer.start()
  device = new FakeDevice()
  now = T0
  sends = 0
  answer = (batch) => server.receive(batch)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const worker = () =>
  connected(device, server, {
    now: () => now,
    send: (batch) => {
      sends += 1
      return answer(batch)
    },
  })

test('what is on it leaves, urgent rows among it, once', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test'), blocked('b.test')])
  fill()
  expect(await runSync(parts)).toMatchObject({ sent: 2, isRested: true })
  expect(server.rows.get(2)).toMatchObject({ host: 'b.test' })
  await runSync(parts)
  await parts.outbox.acknowledge({ epoch: 1, acknowledged: 2 }, now)
  expect(await parts.outbox.acknowledged()).toBe(2)
  expect([sends, await parts.outbox.next()]).toEqual([1, null])
})

test('a backlog leaves, batch by batch', async () => {
  const parts = await worker()
  await parts.store.append(Array.from({ length: 700 }, (_, i) => visit(`h${i}.test`)))
  fill()
  expect(await runSync(parts)).toMatchObject({ sent: 700 })
  expect([sends, server.acknowledged]).toEqual([2, 700])
})

test('copies that should go stay until there is room, and nothing waits for it', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test')])
  await runSync(parts)
  now += KEEP_ACKNOWLEDGED_MS + 2 * 3_600_000
  await parts.store.append([blocked('b.test')])
  const empty = fill()
  expect(await runSync(parts)).toMatchObject({ sent: 1 })
  await createSync(parts).keepHouse()
  expect(await parts.store.db.rows.count()).toBe(2)
  empty()
  await runSync(parts)
  expect(await parts.store.db.rows.toCollection().primaryKeys()).toEqual([2])
})

test('what it could not note is noted with the next change that it takes; until then a new worker sends it once more', async () => {
  const first = await worker()
  await first.store.append([blocked('a.test')])
  const empty = fill()
  await runSync(first)
  const second = await worker()
  expect(await runSync(second)).toMatchObject({ sent: 1 })
  expect(server.rows.size).toBe(1)
  empty()
  await second.outbox.acknowledge({ epoch: 1, acknowledged: 1 }, now)
  const third = await worker()
  expect([await third.outbox.acknowledged(), await third.outbox.next()]).toEqual([1, null])
})

test('a server that is away is left alone for as long as ever', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test')])
  fill()
  answer = offline
  const sync = createSync(parts)
  expect(await sync.run()).toMatchObject({ nextDelay: 3_750, problem: { code: 'network' } })
  expect(await sync.run()).toMatchObject({ nextDelay: 3_750 })
  expect(sends).toBe(1)
  now += 3_750
  expect(await sync.run()).toMatchObject({ nextDelay: 7_500 })
})

test('a row that the server refuses stays aside until there is room to say that it is lost', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test'), visit('b.test'), blocked('c.test')])
  const empty = fill()
  answer = async (batch) => {
    if (batch.rows.some(({ seq }) => seq === 1)) throw status(400)
    return server.receive(batch)
  }
  await runSync(parts)
  expect([...server.rows.keys()].toSorted((one, other) => one - other)).toEqual([2, 3])
  empty()
  await parts.store.append([visit('d.test')])
  await runSync(parts)
  expect(server.acknowledged).toBe(5)
  expect(server.rows.get(5)).toMatchObject({ kind: 'lost', from: 1, to: 1 })
})

test('a server that went back is sent again what is here, and hears what is not when there is room', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test'), visit('b.test')])
  await runSync(parts)
  await parts.store.db.rows.delete(1)
  server.restore()
  const empty = fill()
  expect(await parts.outbox.acknowledge({ epoch: 2, acknowledged: 0 }, now)).toBe(true)
  await runSync(parts)
  expect([...server.rows.keys()]).toEqual([2])
  empty()
  await runSync(parts)
  await runSync(parts)
  expect(server.rows.get(3)).toMatchObject({ kind: 'lost', from: 1, to: 1 })
  expect(server.acknowledged).toBe(3)
})

test('numbers that the server has and the device has not are not given out: they must be on the disk', async () => {
  const parts = await worker()
  const empty = fill()
  const count = { epoch: 1, acknowledged: 7 }
  await expect(parts.outbox.acknowledge(count, now)).rejects.toThrow()
  empty()
  await parts.outbox.acknowledge(count, now)
  expect(await parts.store.append([visit('a.test')])).toEqual([8])
})

test('where the browser closes the database over it, the batch in hand leaves, and not again', async () => {
  const parts = await worker()
  await parts.store.append([blocked('a.test')])
  const empty = fillAndClose(parts.store.db)
  await expect(runSync(parts)).rejects.toThrow('backing store')
  expect(server.rows.get(1)).toMatchObject({ host: 'a.test' })
  // What is written is still told: a device that falls silent cannot say that its disk is full.
  expect(await parts.store.told()).toBe(1)
  empty()
  expect(await runSync(parts)).toMatchObject({ sent: 0, isRested: true })
  await parts.store.append([visit('b.test')])
  await runSync(parts)
  expect([sends, server.acknowledged]).toEqual([2, 2])
})

test('a write that fails for another reason still ends the run', async () => {
  const parts = await worker()
  await parts.store.append([visit('a.test')])
  fill(() => {
    throw new DOMException('', 'DataError')
  })
  await expect(runSync(parts)).rejects.toThrow()
  expect(sends).toBe(0)
})
