import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Outbox } from '../activity/outbox.ts'
import { FakeDevice, FakeServer, T0, visit } from '../activity/testing.ts'
import type { Client } from '../device/client.ts'
import { WireError } from '../protocol/wire-error.ts'
import { Delivery } from './delivery.ts'
import { ground } from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

function setUp(client: Client | null, shared = false) {
  const { problems, faults } = ground()
  const store = new FakeDevice().store()
  const outbox = new Outbox(store)
  const delivery = new Delivery({
    store: Promise.resolve(store),
    outbox: Promise.resolve(outbox),
    client: async () => client,
    now: () => T0,
    isShared: () => shared,
    problems,
    faults,
  })
  return { delivery, store, outbox, problems }
}

test('without a server rows are still kept from filling the disk', async () => {
  const { delivery, store, outbox } = setUp(null)
  await store.append([visit('a.test')])
  const pruned = vi.spyOn(outbox, 'prune')
  await delivery.run()
  expect(pruned).toHaveBeenCalledTimes(1)
})

test('an ordinary row sets a timer of its own, at a moment left to chance', async () => {
  const { delivery } = setUp(null)
  await delivery.kick(false)
  expect(vi.getTimerCount()).toBe(1)
  const run = vi.spyOn(delivery, 'run').mockResolvedValue()
  await vi.advanceTimersByTimeAsync(24_000)
  expect(run).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(27_000)
  expect(run).toHaveBeenCalledTimes(1)
})

test('on a shared device it leaves within a quarter of a minute: before an idle worker is stopped', async () => {
  const { delivery } = setUp(null, true)
  const run = vi.spyOn(delivery, 'run').mockResolvedValue()
  await delivery.kick(false)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(run).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(11_000)
  expect(run).toHaveBeenCalledTimes(1)
})

test('what fails in a timer is a problem and no loose end', async () => {
  const { delivery, problems } = setUp(null)
  vi.spyOn(delivery, 'run').mockRejectedValue(new TypeError('https://secret.test/'))
  await delivery.kick(true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(problems.all()).toEqual([{ code: 'fault:delivery', detail: 'TypeError' }])
})

test('a server that is away is one problem, whoever else has noticed it', async () => {
  const silent = (): Promise<never> => Promise.reject(new WireError('network', 'no answer'))
  const { delivery, store, problems } = setUp({ send: silent, ask: silent })
  problems.set('server', [{ code: 'server:network', detail: 'no answer' }])
  await store.keys.useSealKey((await FakeServer.start()).sealKey)
  await store.append([visit('a.test')])
  await delivery.run()
  expect(problems.all()).toEqual([{ code: 'server:network', detail: 'no answer' }])
  problems.set('server', [])
  expect(problems.all()).toEqual([{ code: 'server:network', detail: 'no answer' }])
})

test('nothing to send leaves no timer behind', async () => {
  const silent = (): Promise<never> => Promise.reject(new WireError('network', 'no answer'))
  const { delivery } = setUp({ send: silent, ask: silent })
  await delivery.run()
  expect(vi.getTimerCount()).toBe(0)
})
