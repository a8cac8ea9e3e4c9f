/** What keeps a device from its lists, and how it comes by them all the same. */
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeDelta } from '../../lists/index/delta.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { ListsDatabase } from './database.ts'
import { Device, documentOf, fileOf, HOT_FILE, hotPathOf, indexOf, many, pathOf } from './testing.ts'

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
  expect(await room.isWhole(one)).toBe(false)
  await room.settled()
  expect([device.arrived, device.files.asked]).toEqual([[false], [hotPathOf(HOT_FILE)]])
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
  const heard = [device.arrived.at(-1), await later.isHere(), await device.begin().isHere()]
  expect(heard).toEqual([true, true, true])
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
  expect(device.base.problems.all()).toEqual([])
})

/** The names that the rules of a worker would be made of. */
const carried = (room: Pick<ReturnType<Device['begin']>, 'lists'>) =>
  room.lists(device.current, undefined).carried?.read()

test('names for the rules that are gone come again by themselves', async () => {
  const room = await withFirst()
  await device.database().hot.clear()
  await expect(carried(room)).rejects.toThrow()
  expect(await room.mayAsk(one.version)).toBe(true)
  await room.look()
  await room.settled()
  expect([device.files.asked, device.arrived.at(-1)]).toEqual([[hotPathOf(HOT_FILE)], true])
  expect(await carried(room)).toEqual([{ category: 'adult', hosts: 'cold.example' }])
})

describe('other names for the rules', () => {
  const other = fileOf('also.example cold.example')
  const three = documentOf(first, 1_001, 3, other)
  const both = [{ category: 'adult', hosts: 'also.example cold.example' }]

  test.each([
    ['come as what has changed', '+adult also.example', [hotPathOf(other, HOT_FILE)]],
    [
      'come whole where that leads elsewhere',
      '+adult b.example',
      [hotPathOf(other, HOT_FILE), hotPathOf(other)],
    ],
  ])('%s, and no index with them', async (_how, change, asked) => {
    const room = await withFirst()
    device.files.files.set(hotPathOf(other, HOT_FILE), new TextEncoder().encode(change))
    device.files.files.set(hotPathOf(other), other)
    expect(await device.accept(room, three)).toBe(true)
    expect([await carried(room), device.files.asked]).toEqual([both, asked])
    await room.tidy()
    expect(await device.database().hot.count()).toBe(1)
    expect(await carried(device.begin())).toEqual(both)
  })

  test('that would stop what everybody needs are refused, and those before stay', async () => {
    const bad = fileOf('bbc.co.uk cold.example')
    const room = await withFirst()
    device.files.files.set(hotPathOf(bad), bad)
    expect(await device.accept(room, documentOf(first, 1_001, 3, bad))).toBe(false)
    expect(device.base.problems.all()).toMatchObject([{ code: 'lists-index-refused' }])
    expect(await room.mayAsk(three.version)).toBe(false)
    expect(await carried(room)).toEqual([{ category: 'adult', hosts: 'cold.example' }])
  })

  test('than were signed are refused', async () => {
    const room = await withFirst()
    device.files.files.set(hotPathOf(other), fileOf('also.example b.example c.example'))
    expect(await device.accept(room, three)).toBe(false)
    expect(device.base.problems.all()).toMatchObject([{ code: 'lists-index-refused' }])
  })
})

test('what is tidied away while new lists come is not theirs', async () => {
  const room = await withFirst()
  device.files.put(next)
  await room.isWhole(two)
  const tidied = [room.tidy()]
  await room.settled()
  const kept = room.keep(async () => {
    tidied.push(room.tidy())
    await new Promise((resolve) => setTimeout(resolve, 20))
    device.current = two
    return true
  })
  tidied.push(room.tidy())
  await Promise.all([kept, ...tidied])
  const later = device.begin()
  expect(await device.categoriesOf(later, 'other.example')).toEqual(['gambling'])
  expect(await carried(later)).toHaveLength(1)
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
  expect(await carried(later)).toHaveLength(1)
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
  expect(await room.mayAsk(two.version)).toBe(false)
  full.mockRestore()
  device.now += 60 * MINUTE
  expect(await room.mayAsk(two.version)).toBe(true)
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
