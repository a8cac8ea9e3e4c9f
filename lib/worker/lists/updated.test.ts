/** A device whose extension has been updated over the lists of one before: it keeps what it has until it has better. */
import { beforeEach, describe, expect, test } from 'vitest'
import { memoryRules } from '../../../tests/fixtures/memory-rules.ts'
import { shippedLists } from '../../lists/load.ts'
import { BASELINE } from '../../policy/baseline.ts'
import type { ListsDocument } from '../../protocol/lists-document.ts'
import { ruleSets } from '../../rules/both.ts'
import { exactly } from '../../time/now.ts'
import { Device, documentOf, HOT_FILE, hotPathOf, indexOf, many, nameOf } from './testing.ts'

const NOW = exactly(Date.UTC(2026, 10, 23, 10))
/** "Krb2": the first word of an index in the format of before, which nobody reads any more. */
const OLD_MAGIC = 'Krb2'
const old = indexOf([...many(100), ['rare.example', ['gambling']]])
old.set(new TextEncoder().encode(OLD_MAGIC))
const next = indexOf([...many(100), ['other.example', ['gambling']]])
const two = documentOf(next, 101, 2)
const OF_BEFORE = { digest: nameOf(old), bytes: old.byteLength, names: 101, format: 2 }
/** As it was kept: its names for the rules had been put elsewhere. */
const before: ListsDocument = { ...documentOf(old, 101), index: OF_BEFORE }
const named = {
  id: 'hot:adult',
  name: 'adult',
  licence: '',
  category: 'adult',
  hosts: ['cold.example'],
} as const

let device: Device
beforeEach(async () => {
  device = new Device()
  device.current = before
  await device.database().indexes.put({ digest: nameOf(old), file: new Blob([old]) })
})

describe('the names for the rules of lists of before', () => {
  test('are not to be had, which is not the same as none', async () => {
    const { carried } = device.begin().lists(before, undefined)
    await expect(carried?.read()).rejects.toThrow('not here')
  })

  test('stay in the browser', async () => {
    const port = memoryRules()
    const sets = ruleSets(port)
    const carried = {
      version: '1.1',
      read: async () => [{ category: 'adult', hosts: 'cold.example' }] as const,
    }
    await sets.ensure(BASELINE, { ...shippedLists(), carried }, NOW)
    const isHeld = async () => JSON.stringify(await port.getDynamic()).includes('cold.example')
    expect(await isHeld()).toBe(true)
    const applied = await sets.ensure(BASELINE, device.begin().lists(before, undefined), NOW)
    expect([applied.listsHold, await isHeld()]).toEqual([false, true])
  })

  test.each<[string, ListsDocument]>([
    ['that has them itself', { ...before, segments: [{ ...named, hosts: [...named.hosts] }] }],
    ['of today that names none', { ...before, index: { ...OF_BEFORE, format: 3 } }],
    ['without an index', { version: before.version, issuedAt: 0, segments: [] }],
  ])('are none beside a document %s', (_what, document) => {
    expect(device.begin().lists(document, undefined).carried).toBeUndefined()
  })
})

test('new lists wait for their names, and for no index where the one that is held cannot be read', async () => {
  const room = device.begin()
  room.lists(before, undefined)
  expect(await room.isWhole(two)).toBe(false)
  await room.settled()
  expect(device.files.asked).toEqual([hotPathOf(HOT_FILE)])
  expect(await room.isWhole(two)).toBe(true)
  expect(await room.isHere()).toBe(false)
  await device.take(room, two)
  expect(await room.lists(two, undefined).carried?.read()).toHaveLength(1)
  await room.settled()
  device.files.put(next)
  device.now += 60 * 60_000
  await room.look()
  await room.settled()
  expect(await device.categoriesOf(room, 'other.example')).toEqual(['gambling'])
})
