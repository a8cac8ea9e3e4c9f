/** What keeps a device from its lists, and how it comes by them all the same. */
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { makeDelta } from '../../lists/index/delta.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { ListsDatabase } from './database.ts'
import { Device, documentOf, indexOf, many, pathOf } from './testing.ts'

const MINUTE = 60_000
const first = indexOf([...many(1_000), ['rare.example', ['gambling']]])
const next = indexOf([...many(1_000), ['other.example', ['gambling']]])
const [one, two] = [documentOf(first, 1_001), documentOf(next, 1_001, 2)]
const isGone = new WireError('status', 'none', { status: 404 })
const fails = new WireError('status', 'failed', { status: 500 })

let device: Device
beforeEach(() => {
  device = new Device()
})

/** A device that has the first lists in force. */
async function withFirst() {
  device.files.put(first)
  const room = device.begin()
  expect(await device.accept(room, one)).toBe(true)
  await room.settled()
  room.lists(device.current, undefined)
  device.files.asked.length = 0
  return room
}

test('where no index is held the names for the rules wait for none, and the index follows', async () => {
  const room = device.begin()
  expect(await room.isWhole(one)).toBe(true)
  await device.take(room, one)
  expect(await room.lists(device.current, undefined).carried?.read()).toMatchObject([{ category: 'adult' }])
  await room.settled()
  expect(await device.categoriesOf(room, 'rare.example')).toEqual([])
  expect(await room.isHere()).toBe(false)
  // Lists after them are no worse off.
  expect(await room.isWhole(two)).toBe(true)
  device.files.put(first)
  device.now += MINUTE
  const later = device.begin()
  later.lists(device.current, undefined)
  await later.look()
  await later.settled()
  expect([device.arrived, await later.isHere(), await device.begin().isHere()]).toEqual([[true], true, true])
  expect(await device.categoriesOf(later, 'rare.example')).toEqual(['gambling'])
  expect(await later.isWhole(two)).toBe(false)
})

test('an index that the server does not have is asked for ever more seldom, and staff are told', async () => {
  const room = device.begin()
  await device.accept(room, one)
  await room.settled()
  for (let minute = 0; minute < 60; minute++) {
    device.now += MINUTE
    await room.look()
    await room.settled()
  }
  expect(device.files.asked.length).toBeLessThan(8)
  expect(device.base.problems.all().map(({ code }) => code)).toContain('lists-index-missing')
  device.files.put(first)
  device.now += 60 * MINUTE
  await room.look()
  await room.settled()
  expect(device.base.problems.all()).toEqual([])
})

test('a file that cannot be read is replaced', async () => {
  await withFirst()
  const reads = vi
    .spyOn(Blob.prototype, 'arrayBuffer')
    .mockRejectedValue(new DOMException('', 'NotReadableError'))
  const room = device.begin()
  await device.categoriesOf(room, 'rare.example')
  await room.look()
  await room.settled()
  reads.mockRestore()
  expect(device.files.asked).toEqual([pathOf(first)])
  expect(await device.categoriesOf(room, 'rare.example')).toEqual(['gambling'])
  expect(await device.begin().isComplete(one)).toBe(true)
  expect(device.base.problems.all()).toEqual([])
})

test('names that are gone are asked for again, but not each minute', async () => {
  const room = await withFirst()
  expect([await room.isComplete(one), await room.asking(one.version)]).toEqual([true, 'if-newer'])
  await device.database().names.clear()
  expect(await room.isComplete(one)).toBe(false)
  expect(await room.asking(one.version)).toBe('anyway')
  expect(await device.begin().asking(one.version)).toBe('if-newer')
  device.now += MINUTE
  expect(await room.asking(one.version)).toBe('anyway')
  await device.take(room, one)
  expect(await room.lists(device.current, undefined).carried?.read()).toHaveLength(1)
})

test('what is tidied away while new lists come is not theirs', async () => {
  const room = await withFirst()
  device.files.put(next)
  await room.isWhole(two)
  const tidied = [room.tidy()]
  await room.settled()
  const kept = room.keep(two, async (rest) => {
    tidied.push(room.tidy())
    await new Promise((resolve) => setTimeout(resolve, 20))
    device.current = rest
    return true
  })
  tidied.push(room.tidy())
  await Promise.all([kept, ...tidied])
  const later = device.begin()
  expect(await device.categoriesOf(later, 'other.example')).toEqual(['gambling'])
  expect(await later.isComplete(two)).toBe(true)
  expect(await device.database().indexes.count()).toBe(1)
})

test('lists that are in memory only take nothing from those on the disk', async () => {
  const room = await withFirst()
  device.files.put(next)
  device.writes = false
  await device.accept(room, two)
  await room.tidy()
  device.current = one
  const later = device.begin()
  expect(await device.categoriesOf(later, 'rare.example')).toEqual(['gambling'])
  expect(await later.isComplete(one)).toBe(true)
})

test.each([
  ['fails', () => device.files.broken.set(pathOf(next, first), fails)],
  ['is gone', () => device.files.broken.set(pathOf(next, first), isGone)],
  ['is nonsense', () => device.files.files.set(pathOf(next, first), first.slice(0, 7))],
])('where a change %s the whole comes', async (_how, breaks) => {
  const room = await withFirst()
  breaks()
  device.files.put(next)
  expect(await device.accept(room, two)).toBe(true)
  expect(await device.categoriesOf(room, 'other.example')).toEqual(['gambling'])
})

test('a change that is only ever promised is given up', async () => {
  const room = await withFirst()
  device.files.broken.set(pathOf(next, first), new WireError('status', 'busy', { status: 503 }))
  device.files.put(next)
  let minutes = 0
  while (!(await device.accept(room, two)) && minutes++ < 30) device.now += MINUTE
  expect(device.current?.version.number).toBe(2)
})

test('what the disk has no room for does not come again, and is not tried each minute', async () => {
  await withFirst()
  device.files.put(next)
  const database = device.database()
  const full = vi.spyOn(database.indexes, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  const room = device.begin(database)
  room.lists(device.current, undefined)
  for (let minute = 0; minute < 10; minute++) {
    expect(await device.accept(room, two)).toBe(false)
    device.now += MINUTE
  }
  await room.settled()
  expect(full.mock.calls.length).toBeLessThan(6)
  expect(device.files.asked.filter((path) => path === pathOf(next))).toHaveLength(1)
  expect(device.base.problems.all()).toEqual([{ code: 'fault:lists-index', detail: 'no-room' }])
  expect(await room.asking(two.version)).toBe('not-yet')
  full.mockRestore()
  device.now += 60 * MINUTE
  expect(await room.asking(two.version)).toBe('if-newer')
  expect(await device.accept(room, two)).toBe(true)
  expect(await database.parts.count()).toBe(0)
})

test('an index is followed no longer than its document, and comes again with it', async () => {
  const room = await withFirst()
  device.current = null
  room.lists(null, undefined)
  await room.tidy()
  expect(await device.accept(room, one)).toBe(true)
  await room.settled()
  expect(device.files.asked).toContain(pathOf(first))
  expect(await device.categoriesOf(device.begin(), 'rare.example')).toEqual(['gambling'])
})

test('a file that is lost while its index is in force comes again', async () => {
  const room = await withFirst()
  await new ListsDatabase(device.options).indexes.clear()
  await room.look()
  await room.settled()
  expect(device.files.asked).toEqual([pathOf(first)])
})

type Hangs = (database: ListsDatabase) => { mockRestore(): void }
const never = (): never => new Promise(() => undefined) as never
test.each<[string, Hangs]>([
  ['is asked', (database) => vi.spyOn(database.refusals, 'get').mockImplementation(never)],
  ['is to keep a part', (database) => vi.spyOn(database.parts, 'put').mockImplementation(never)],
  ['is to keep the whole', (database) => vi.spyOn(database.indexes, 'put').mockImplementation(never)],
])('a database that says nothing when it %s ends no fetching for good', async (_when, hangs) => {
  await withFirst()
  device.files.put(next)
  const database = device.database()
  const room = device.begin(database)
  room.lists(device.current, undefined)
  const hanging = hangs(database)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await room.isWhole(two)
  let isOver = false
  void room.settled().then(() => (isOver = true))
  for (let i = 0; i < 50 && !isOver; i++) {
    await vi.advanceTimersByTimeAsync(5_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isOver).toBe(true)
  expect(device.base.problems.all().map(({ code }) => code)).toEqual(['fault:lists-index'])
  hanging.mockRestore()
  vi.useRealTimers()
  device.now += 2 * MINUTE
  expect(await device.accept(room, two)).toBe(true)
})

test('a change is still the shorter way', async () => {
  const room = await withFirst()
  device.files.files.set(pathOf(next, first), new Uint8Array(makeDelta(first, next)))
  expect(await device.accept(room, two)).toBe(true)
  expect(device.files.asked).toEqual([pathOf(next, first)])
})
