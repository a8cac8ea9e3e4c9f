/** When delivery tries again. */
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it, vi } from 'vitest'
import { WireError } from '../protocol/wire-error.ts'
import { backOff, delayAfterRow } from './pace.ts'
import { createSync } from './sync.ts'
import { blocked, connected, FakeDevice, FakeServer, T0, visit } from './testing.ts'

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

  it('ends with a restore of the server, but for what that asks for itself', async () => {
    const { it: state, worker, server } = await failing(new WireError('network', 'no answer'))
    const { sync, store, outbox } = await worker()
    await outbox.heard({ epoch: 1, acknowledged: 0 }, state.now)
    await store.append([visit('a.test')])
    await outbox.pace(() => ({ attempt: 10 }))
    expect((await sync.run()).nextDelay).toBeGreaterThan(400_000)
    state.up = true
    server.epoch = 2
    expect(await sync.run()).toMatchObject({ sent: 0 })
    await outbox.heard({ epoch: 2, acknowledged: 0 }, state.now)
    expect(await sync.run()).toMatchObject({ sent: 1 })

    const busy = await failing(new WireError('status', 'slow down', { status: 429, retryAfter: 90_000 }))
    const asked = await busy.worker()
    await asked.outbox.heard({ epoch: 1, acknowledged: 0 }, busy.it.now)
    await asked.store.append([visit('b.test')])
    await asked.sync.run()
    await asked.outbox.heard({ epoch: 2, acknowledged: 0 }, busy.it.now)
    await asked.sync.run()
    expect(busy.it.sends).toBe(1)
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
