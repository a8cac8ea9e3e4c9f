/** A check that the school's schedule asks this device for: made only while nobody is at it, or put off at once. */
import { expect, test } from 'vitest'
import type { Client } from '../device/client.ts'
import { WireError } from '../protocol/wire-error.ts'
import { AskedCheck, type AskedParts } from './asked-check.ts'

const ASK = { run: 'r'.repeat(22) }
type Made = Awaited<ReturnType<AskedParts['check']['asked']>>

interface Set {
  readonly made?: Made
  readonly isRunning?: boolean
  readonly isInLesson?: boolean
  readonly isUnused?: boolean
  /** In the middle of it. */
  readonly isNeeded?: boolean
  readonly client?: Client | null
}

function rig(set: Set = {}) {
  const said: unknown[] = []
  const asked: { run: string; stop: AbortSignal }[] = []
  let isWatching = false
  let stop = (): void => undefined
  const client = {
    ask: async ({ path, body }: { path: string; body: unknown }) => {
      said.push([path, body])
      return { asked: true }
    },
  } as unknown as Client
  const check = new AskedCheck({
    check: {
      isRunning: set.isRunning ?? false,
      asked: async (by) => {
        asked.push(by)
        expect(isWatching).toBe(true)
        if (set.isNeeded) stop()
        return by.stop.aborted
          ? { state: 'stopped' }
          : (set.made ?? { state: 'done', isFiled: true, rows: [] })
      },
    },
    client: async () => (set.client === undefined ? client : set.client),
    isInLesson: () => set.isInLesson ?? false,
    isUnused: async () => set.isUnused ?? true,
    untilNeeded: (then) => {
      isWatching = true
      stop = then
      return () => void (isWatching = false)
    },
  })
  return { check, said, asked, isWatching: () => isWatching }
}

test('is made by the name that the server gave it, and then nothing watches the device any more', async () => {
  const { check, said, asked, isWatching } = rig()
  await check.answer(ASK)
  expect(asked).toMatchObject([ASK])
  expect(said).toEqual([])
  expect(isWatching()).toBe(false)
})

const putOff: readonly (readonly [string, Set, string, number])[] = [
  ['in a lesson', { isInLesson: true }, 'lesson', 0],
  ['while somebody is at the device', { isUnused: false }, 'in-use', 0],
  ['when somebody comes back in the middle of it', { isNeeded: true }, 'in-use', 1],
  ['while nearly everything is closed', { made: { state: 'not-now' } }, 'closed', 1],
  ['when it did not arrive', { made: { state: 'done', isFiled: false, rows: [] } }, 'not-filed', 1],
]
test.each(putOff)('is put off %s', async (_when, set, why, times) => {
  const { check, said, asked, isWatching } = rig(set)
  await check.answer(ASK)
  expect(asked).toHaveLength(times)
  expect(said).toEqual([['/v1/self-check/not-now', { ...ASK, why }]])
  expect(isWatching()).toBe(false)
})

test('one that runs already is left to end: the next heartbeat asks again', async () => {
  const { check, said, asked } = rig({ isRunning: true })
  await check.answer(ASK)
  expect([said, asked]).toEqual([[], []])
})

test('a server that cannot be reached, or is not named, is told nothing and is no fault', async () => {
  const away = {
    ask: async () => {
      throw new WireError('network', 'away')
    },
  } as unknown as Client
  await rig({ isUnused: false, client: away }).check.answer(ASK)
  await rig({ isUnused: false, client: null }).check.answer(ASK)
})
