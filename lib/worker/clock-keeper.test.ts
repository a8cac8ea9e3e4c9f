import { expect, test } from 'vitest'
import { ClockKeeper } from './clock-keeper.ts'
import type { Jumped } from './clock-keeper.ts'
import { FakeStorage, ground } from './testing.ts'

const T = Date.UTC(2026, 10, 23, 10)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A device's clocks, which a pupil may move, and one worker after the other. */
function device() {
  const storage = new FakeStorage()
  let wall = T
  let mono = 0
  const jumps: Jumped[] = []
  const worker = (): ClockKeeper => {
    const { session, local } = ground(storage)
    mono = 0
    const ticker = { wall: () => wall, mono: () => mono }
    return new ClockKeeper({ session, local, ticker, onJump: (jump) => jumps.push(jump) })
  }
  return {
    storage,
    jumps,
    worker,
    pass(ms: number) {
      wall += ms
      mono += ms
    },
    setClock(by: number) {
      wall += by
    },
  }
}

test('no browser session begins with its time proved, and one proof is enough for all its workers', async () => {
  const it = device()
  const first = it.worker()
  await first.load()
  expect(first.isProved).toBe(false)
  expect(await first.prove(T, 'server')).toBe(true)
  expect(first.isProved).toBe(true)
  const second = it.worker()
  await second.load()
  expect(second.isProved).toBe(true)
  it.storage.closeBrowser()
  const afterRestart = it.worker()
  await afterRestart.load()
  expect(afterRestart.isProved).toBe(false)
})

test('a clock that was moved while the browser was closed is believed only until the first proof, which tells', async () => {
  const it = device()
  const before = it.worker()
  await before.load()
  await before.prove(T, 'server')
  it.storage.closeBrowser()
  it.setClock(26 * HOUR)
  const after = it.worker()
  await after.load()
  expect(after.isProved).toBe(false)
  await after.prove(T + MINUTE, 'tls-host')
  expect(after.now()).toEqual({ at: T + MINUTE, candidates: [T + MINUTE] })
  expect(it.jumps).toEqual([{ by: 26 * HOUR - MINUTE, confirmed: false }])
})

test('a jump makes a proved time unproved', async () => {
  const it = device()
  const clock = it.worker()
  await clock.load()
  await clock.prove(T, 'server')
  it.setClock(HOUR)
  expect(clock.isProved).toBe(false)
  it.setClock(-HOUR)
  expect(clock.isProved).toBe(true)
})

test('a full disk neither stops a proof nor the minute', async () => {
  const it = device()
  it.storage.writeFails = true
  const clock = it.worker()
  await clock.load()
  expect(await clock.prove(T + HOUR, 'server')).toBe(true)
  await clock.keep()
  expect(clock.now().at).toBe(T + HOUR)
  expect(clock.isProved).toBe(true)
})

test('a checkpoint that cannot be read is not written over, and counts once it can be', async () => {
  const it = device()
  const before = it.worker()
  await before.load()
  it.setClock(HOUR)
  expect(before.now().candidates).toHaveLength(2)
  await before.keep()
  it.storage.readFails = true
  const clock = it.worker()
  await expect(clock.load()).rejects.toThrow()
  await clock.keep()
  it.storage.readFails = false
  await clock.load()
  expect(clock.now().candidates).toHaveLength(2)
})

test('a proof that came before the checkpoint could be read stands', async () => {
  const it = device()
  const before = it.worker()
  await before.load()
  await before.keep()
  it.storage.readFails = true
  const clock = it.worker()
  await expect(clock.load()).rejects.toThrow()
  await clock.prove(T + 3 * HOUR, 'server')
  it.storage.readFails = false
  await clock.load()
  expect(clock.now().at).toBe(T + 3 * HOUR)
})
