import { expect, test } from 'vitest'
import { exactly } from '../time/now.ts'
import type { Now } from '../time/now.ts'
import { FactsKeeper } from './facts.ts'
import { HEARD_FOR_MS, PlaceKeeper } from './place.ts'
import { FakeStorage, ground } from './testing.ts'

const T = Date.UTC(2026, 10, 23, 10)

function worker(storage: FakeStorage, now: () => Now) {
  const { session, local } = ground(storage)
  const facts = new FactsKeeper(local)
  const place = new PlaceKeeper({ session, facts, now })
  const load = async () => {
    await Promise.all([place.load(), facts.load()])
    place.expire()
  }
  return { place, load, where: () => facts.current.place }
}

test('“on site” holds for the workers of a browser session, and no browser session begins with it', async () => {
  const storage = new FakeStorage()
  const first = worker(storage, () => exactly(T))
  await first.load()
  expect(first.where()).toBe('unknown')
  expect(first.place.heard('on-site')).toBe(true)
  expect(first.place.heard('on-site')).toBe(false)
  const second = worker(storage, () => exactly(T + 60_000))
  await second.load()
  expect(second.where()).toBe('on-site')
  storage.closeBrowser()
  const atHome = worker(storage, () => exactly(T + 90_000))
  await atHome.load()
  expect(atHome.where()).toBe('unknown')
})

test('“on site” of an earlier version, which kept it on the disk, does not come back', async () => {
  const storage = new FakeStorage()
  storage.disk.set('place', 'on-site')
  const it = worker(storage, () => exactly(T))
  await it.load()
  expect(it.where()).toBe('unknown')
})

test('it ends a few minutes after the server was last heard', async () => {
  let now: Now = exactly(T)
  const it = worker(new FakeStorage(), () => now)
  await it.load()
  it.place.heard('on-site')
  now = exactly(T + HEARD_FOR_MS)
  expect(it.place.expire()).toBe(false)
  now = exactly(T + HEARD_FOR_MS + 1)
  expect(it.place.expire()).toBe(true)
  expect(it.where()).toBe('unknown')
  expect(it.place.expire()).toBe(false)
  expect(it.place.heard('on-site')).toBe(true)
})

test('a laptop that slept on its way home is nowhere until the server speaks', async () => {
  const storage = new FakeStorage()
  const atSchool = worker(storage, () => exactly(T))
  await atSchool.load()
  atSchool.place.heard('on-site')
  const slept: Now = { at: T + 1000, candidates: [T + 1000, T + 3_600_000] }
  const atHome = worker(storage, () => slept)
  await atHome.load()
  expect(atHome.where()).toBe('unknown')
})

test('a session memory that refuses does not keep the place from holding', async () => {
  const storage = new FakeStorage()
  storage.writeFails = true
  const it = worker(storage, () => exactly(T))
  await it.load()
  expect(it.place.heard('away')).toBe(true)
  expect(it.where()).toBe('away')
  it.place.forget()
  expect(it.where()).toBe('unknown')
})
