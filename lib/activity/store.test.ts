import { fc, test as property } from '@fast-check/vitest'
import { Dexie } from 'dexie'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Outbox } from './outbox.ts'
import { settleKeys } from './recover.ts'
import type { ActivityStore } from './store.ts'
import { unwrapSessionKey } from '../protocol/seal.ts'
import { SessionKeys } from './session-keys.ts'
import { blocked, FakeDevice, FakeServer, INSTALLATION, T0, visit } from './testing.ts'

let server: FakeServer
beforeAll(async () => {
  server = await FakeServer.start()
})

/** Sends everything to a fresh server and gives back what it read. */
async function deliver(store: ActivityStore): Promise<FakeServer> {
  const fresh = server
  fresh.rows.clear()
  fresh.unreadable.length = 0
  const outbox = new Outbox(store)
  for (let batch = await outbox.next(); batch; batch = await outbox.next()) {
    if (batch === 'no-seal-key') throw new Error('no seal key')
    const count = await fresh.receive(batch)
    if (fresh.unreadable.length > 0) throw new Error('the server cannot read a row')
    if (!(await outbox.acknowledge(count, T0))) throw new Error('count refused')
  }
  return fresh
}

describe('writing rows', () => {
  it('numbers from 1, in order, and the server reads them back', async () => {
    const store = new FakeDevice().store()
    await store.keys.useSealKey(server.sealKey)
    const who = { name: 'a.pupil@school.example', from: 'profile' as const }
    expect(await store.append([{ ...visit('a.test'), who }, visit('b.test')])).toEqual([1, 2])
    expect(await store.append([visit('c.test')])).toEqual([3])
    const read = await deliver(store)
    expect([...read.rows.values()].map((row) => [row.seq, 'host' in row && row.host])).toEqual([
      [1, 'a.test'],
      [2, 'b.test'],
      [3, 'c.test'],
    ])
    expect(read.rows.get(1)).toMatchObject({ who, at: T0 })
  })

  it('keeps nothing readable on the device', async () => {
    const device = new FakeDevice()
    const store = device.store()
    await store.keys.useSealKey(server.sealKey)
    await store.append([{ ...visit('very-secret-host.test'), who: { name: 'a.pupil', from: 'management' } }])
    const db = device.database()
    const everything = JSON.stringify([
      await db.rows.toArray(),
      await db.keys.toArray(),
      await db.meta.toArray(),
      await db.losses.toArray(),
    ])
    const [raw = ''] = Object.values(await device.secrets.all())
    expect(raw).toHaveLength(43)
    expect(everything).toContain('"sealed"')
    expect(everything).not.toContain('very-secret-host')
    expect(everything).not.toContain('a.pupil')
    expect(everything).not.toContain(raw)
  })

  it('stores the wrapped key in the very transaction of the first row', async () => {
    const device = new FakeDevice()
    const store = device.store()
    await store.keys.useSealKey(server.sealKey)
    const [, keys] = await Promise.all([store.append([visit('a.test')]), firstKeys(device)])
    expect(keys.every((key) => key.wrapped)).toBe(true)
  })

  it('writes what is handed in within one step as one group', async () => {
    const store = new FakeDevice().store()
    await store.append([visit('a.test')])
    const transactions = vi.spyOn(store.db, 'transaction')
    const handedIn = async (host: string) => store.append([visit(host)])
    expect(await Promise.all([handedIn('b.test'), handedIn('c.test')])).toEqual([[2], [3]])
    expect(transactions).toHaveBeenCalledTimes(1)
  })

  it('survives a connection that the browser closed', async () => {
    const store = new FakeDevice().store()
    await store.append([visit('a.test')])
    store.db.close({ disableAutoOpen: true })
    expect(await store.append([visit('b.test')])).toEqual([2])
  })

  it('rejects when the database refuses, and goes on without a gap', async () => {
    const store = new FakeDevice().store()
    await store.append([visit('a.test')])
    const failing = store.append([visit('b.test')], () => Promise.reject(new Error('no room')))
    await expect(failing).rejects.toThrow('no room')
    expect(await store.append([visit('c.test')])).toEqual([2])
  })
})

/** The keys as soon as a row is there. */
async function firstKeys(device: FakeDevice) {
  const db = device.database()
  for (;;) {
    const found = await db.transaction('r', db.rows, db.keys, async () => {
      return (await db.rows.count()) > 0 ? db.keys.toArray() : null
    })
    if (found) return found
  }
}

describe('before the seal key is known', () => {
  it('keeps rows sealed and wraps their key once it is', async () => {
    const device = new FakeDevice()
    await device.store().append([visit('a.test'), visit('b.test')])
    const woken = device.store()
    expect(await new Outbox(woken).next()).toBe('no-seal-key')
    await woken.keys.useSealKey(server.sealKey)
    expect(await settleKeys(woken, T0)).toBe(0)
    expect((await deliver(woken)).acknowledged).toBe(2)
    expect(server.unreadable).toEqual([])
  })

  it('turns rows that nobody can open any more into a lost row', async () => {
    const device = new FakeDevice()
    const before = device.store()
    await before.append([visit('a.test'), visit('b.test')])
    device.closeBrowser()
    const after = device.store()
    await after.keys.useSealKey(server.sealKey)
    await after.append([visit('c.test')])
    expect(await settleKeys(after, T0)).toBe(2)
    const read = await deliver(after)
    expect(read.acknowledged).toBe(4)
    expect(read.rows.get(4)).toMatchObject({ kind: 'lost', from: 1, to: 2 })
    expect(await after.db.keys.count()).toBe(1)
  })

  it('has the session key before the installation is known, and wraps it for that installation', async () => {
    let tell: (installation: string) => void = () => undefined
    const keys = new SessionKeys(new FakeDevice().secrets, new Promise<string>((resolve) => (tell = resolve)))
    const { id } = await keys.current()
    await keys.useSealKey(server.sealKey)
    const wrapping = keys.wrap(id)
    tell(INSTALLATION)
    const wrapped = await wrapping
    expect(wrapped && (await unwrapSessionKey(server.pair, INSTALLATION, wrapped))).toHaveLength(32)
  })

  it('refuses a seal key that is none', async () => {
    const store = new FakeDevice().store()
    expect(await store.keys.useSealKey('AAAA')).toBe(false)
    expect(store.keys.canWrap).toBe(false)
  })
})

describe('numbers under concurrency and worker death', () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('append' as const), rows: fc.integer({ min: 1, max: 4 }) }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'second-worker' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'die' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'close-browser' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'breathe' as const }) },
  )

  property.prop([fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: 12 })], { numRuns: 40 })(
    'are 1 to n, once each, whatever overlaps and whoever dies',
    async (steps, ticks) => {
      const device = new FakeDevice()
      const wake = async () => {
        const store = device.store()
        await store.keys.useSealKey(server.sealKey)
        return store
      }
      let workers = [await wake()]
      const confirmed: number[] = []
      let hosts = 0
      const running: Promise<void>[] = []
      for (const [i, next] of steps.entries()) {
        if (next.do === 'append') {
          const worker = workers[i % workers.length]
          const rows = Array.from({ length: next.rows }, () => visit(`h${(hosts += 1)}.test`))
          const writing = worker?.append(rows).then((seqs) => void confirmed.push(...seqs))
          // A dead worker's promise never settles for anybody; its rejection is nobody's either.
          if (writing) running.push(writing.catch(() => undefined))
        } else if (next.do === 'second-worker') workers.push(await wake())
        else if (next.do === 'breathe') await Promise.all(running)
        else {
          for (let tick = 0; tick < ticks; tick += 1) await new Promise((resolve) => setImmediate(resolve))
          for (const worker of workers) worker.db.close({ disableAutoOpen: true })
          for (const worker of workers)
            worker.db.open = () => Dexie.Promise.reject(new Error('this worker is dead'))
          if (next.do === 'close-browser') device.closeBrowser()
          workers = [await wake()]
        }
      }
      await Promise.all(running)
      const last = await wake()
      const seqs = await last.db.rows.orderBy('seq').primaryKeys()
      expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => i + 1))
      expect(await last.highest()).toBe(seqs.length)
      expect(new Set(confirmed).size).toBe(confirmed.length)
      for (const seq of confirmed) expect(seqs).toContain(seq)
      // Nothing was given twice, and the server reads each one, whichever session sealed it.
      const read = await deliver(last)
      expect(read.unreadable).toEqual([])
      const read_ = [...read.rows.values()].map((row) => 'host' in row && row.host)
      expect(new Set(read_).size).toBe(seqs.length)
    },
    60_000,
  )

  it('lets many writers of two workers through as few transactions', async () => {
    const device = new FakeDevice()
    const [a, b] = [device.store(), device.store()]
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        (i % 2 ? a : b).append([i % 3 ? visit(`h${i}.test`) : blocked('x.test')]),
      ),
    )
    expect(all.flat().sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  })
})
