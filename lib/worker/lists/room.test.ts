import { beforeEach, expect, test } from 'vitest'
import { makeDelta } from '../../lists/index/delta.ts'
import { Device, documentOf, indexOf, many, nameOf } from './testing.ts'
import { PART_BYTES } from './transfer.ts'

let device: Device

beforeEach(() => {
  device = new Device()
})

const first = indexOf([...many(1_000), ['rare.example', ['gambling']]])

test('an index comes, is in force at once, and for a worker that begins cold', async () => {
  device.files.put(first)
  const room = device.begin()
  expect(await device.accept(room, documentOf(first, 1_001))).toBe(true)
  const lists = room.lists(device.current, undefined)
  expect([...lists.categoriesOf('www.rare.example')]).toEqual(['gambling'])
  expect(lists.unread?.isLacking()).toBe(false)
  expect(await lists.carried?.read()).toEqual([{ category: 'adult', hosts: 'cold.example' }])

  const later = device.begin().lists(device.current, undefined)
  expect([...later.categoriesOf('www.rare.example')]).toEqual([])
  expect(later.unread?.isLacking()).toBe(true)
  await later.unread?.read()
  expect([...later.categoriesOf('www.rare.example')]).toEqual(['gambling'])
})

test('a transfer that breaks off goes on where it was, in another worker too', async () => {
  const large = indexOf(many(200_000))
  const parts = Math.ceil(large.byteLength / PART_BYTES)
  expect(parts).toBeGreaterThan(1)
  device.files.put(first)
  device.files.put(large)
  await device.accept(device.begin(), documentOf(first, 1_001))
  device.files.asked.length = 0
  device.files.breaksAfter = 2
  const broken = device.begin()
  expect(await device.accept(broken, documentOf(large, 200_000, 2))).toBe(false)
  await broken.settled()
  expect(device.current?.version.number).toBe(1)
  device.files.breaksAfter = Infinity
  device.files.asked.length = 0
  expect(await device.accept(device.begin(), documentOf(large, 200_000, 2))).toBe(true)
  expect(device.files.asked).toHaveLength(1 + parts - 1)
}, 60_000)

test('a change is fetched instead of the whole, and the whole where there is none', async () => {
  device.files.put(first)
  const room = device.begin()
  await device.accept(room, documentOf(first, 1_001))
  room.lists(device.current, undefined)
  const next = indexOf([...many(1_000), ['other.example', ['gambling']]])
  device.files.files.set(
    `/v1/lists/index/${nameOf(next)}?from=${nameOf(first)}`,
    new Uint8Array(makeDelta(first, next)),
  )
  expect(await device.accept(room, documentOf(next, 1_001, 2))).toBe(true)
  expect(await device.categoriesOf(room, 'other.example')).toEqual(['gambling'])
  expect(await device.categoriesOf(room, 'rare.example')).toEqual([])
  await room.tidy()

  const third = indexOf(many(1_000))
  device.files.put(third)
  const later = device.begin()
  later.lists(device.current, undefined)
  expect(await device.accept(later, documentOf(third, 1_000, 3))).toBe(true)
  expect(await device.categoriesOf(later, 'other.example')).toEqual([])
})

test('an index that the server does not have changes nothing, is told of, and taken once it is there', async () => {
  device.files.put(first)
  const room = device.begin()
  await device.accept(room, documentOf(first, 1_001))
  room.lists(device.current, undefined)
  const next = indexOf([...many(1_000), ['other.example', ['gambling']]])
  const document = documentOf(next, 1_001, 2)
  expect(await device.accept(room, document)).toBe(false)
  await room.tidy()
  for (const start of [() => room, () => device.begin()]) {
    device.now += 60 * 60_000
    const worker = start()
    expect(await device.categoriesOf(worker, 'rare.example')).toEqual(['gambling'])
    expect(await device.categoriesOf(worker, 'other.example')).toEqual([])
    expect(await worker.lists(device.current, undefined).carried?.read()).toHaveLength(1)
    expect(await device.accept(worker, document)).toBe(false)
    expect(device.base.problems.all().map(({ code }) => code)).toEqual(['lists-index-missing'])
  }
  device.files.put(next)
  device.now += 60 * 60_000
  const later = device.begin()
  later.lists(device.current, undefined)
  expect(await device.accept(later, document)).toBe(true)
  expect(device.base.problems.all()).toEqual([])
  expect(await device.categoriesOf(later, 'other.example')).toEqual(['gambling'])
})

test('rubbish is refused, the last good one holds, and it is not asked for again at once', async () => {
  device.files.put(first)
  const room = device.begin()
  await device.accept(room, documentOf(first, 1_001))
  room.lists(device.current, undefined)
  const next = indexOf([...many(1_000), ['bbc.co.uk', ['adult']]])
  const flipped = first.slice()
  flipped[9_000] = flipped[9_000]! ^ 1
  const wrong = documentOf(next, 1_001, 2)
  device.files.files.set(`/v1/lists/index/${nameOf(next)}`, flipped)
  expect(await device.accept(room, wrong)).toBe(false)
  expect(device.base.problems.all().map(({ code }) => code)).toEqual(['lists-index-refused'])
  expect(await device.categoriesOf(room, 'rare.example')).toEqual(['gambling'])
  device.files.asked.length = 0
  expect(await device.accept(room, wrong)).toBe(false)
  expect(device.files.asked).toEqual([])
})

test('an index that would stop the BBC is refused, signed or not', async () => {
  const bad = indexOf([...many(1_000), ['bbc.co.uk', ['adult']]])
  device.files.put(first)
  device.files.put(bad)
  const room = device.begin()
  await device.accept(room, documentOf(first, 1_001))
  room.lists(device.current, undefined)
  expect(await device.accept(room, documentOf(bad, 1_001, 2))).toBe(false)
  expect(device.base.problems.all()[0]?.detail).toContain('bbc.co.uk')
})

test('an index that is gone from the disk is told of, and fetched again', async () => {
  device.files.put(first)
  await device.accept(device.begin(), documentOf(first, 1_001))
  await device.database().indexes.clear()
  const room = device.begin()
  expect(await device.categoriesOf(room, 'rare.example')).toEqual([])
  expect(device.base.problems.all().map(({ code }) => code)).toEqual(['fault:lists-read'])
  await room.look()
  await room.settled()
  expect(device.base.problems.all()).toEqual([])
  expect(await device.categoriesOf(room, 'rare.example')).toEqual(['gambling'])
})
