/** Delivery under whatever goes wrong, in any order. */
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type Batch } from './outbox.ts'
import { makeRoom, settle } from './recover.ts'
import { runSync, type SyncParts } from './sync.ts'
import { blocked, connected, FakeDevice, FakeServer, offline, status, T0, visit } from './testing.ts'

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
        else if (next.do === 'overflow') await makeRoom(parts.store, parts.outbox, now, 12, 4)
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
