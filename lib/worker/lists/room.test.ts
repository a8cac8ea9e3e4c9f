import { createHash } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import type { Ask, Answer } from '../../device/client.ts'
import { HotNames } from '../../lists/hot.ts'
import { IndexBuilder } from '../../lists/index/build.ts'
import { makeDelta } from '../../lists/index/delta.ts'
import type { CategoryId } from '../../policy/categories.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import type { ListsDocument } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { ground } from '../testing.ts'
import { ListsDatabase } from './database.ts'
import { CarriedLists } from './room.ts'
import { PART_BYTES } from './transfer.ts'

const indexOf = (names: Iterable<readonly [string, readonly CategoryId[]]>): Bytes => {
  const builder = new IndexBuilder()
  for (const name of names) builder.add(name)
  return new Uint8Array(builder.finish())
}
const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const many = (count: number): [string, CategoryId[]][] =>
  Array.from({ length: count }, (_, i) => [`name-${i}.example`, ['shopping']])

function documentOf(bytes: Bytes, names: number, number = 1): ListsDocument {
  const hot = new HotNames()
  hot.add('cold.example', ['adult'], 1)
  const index = { digest: nameOf(bytes), bytes: bytes.byteLength, names, format: 1 }
  return { version: { epoch: 1, number }, issuedAt: 0, segments: hot.finish(), index }
}

/** A server with index files, which may break off. */
class Files {
  readonly files = new Map<string, Bytes>()
  readonly asked: string[] = []
  breaksAfter = Infinity
  readonly send = async ({ path, headers }: Ask): Promise<Answer> => {
    this.asked.push(path)
    if (this.asked.length > this.breaksAfter) throw new WireError('network', 'gone')
    const file = this.files.get(path)
    if (!file) throw new WireError('status', 'none', { status: 404 })
    const [, from = 0, to = 0] = (/bytes=(\d+)-(\d+)/.exec(headers?.['Range'] ?? '') ?? []).map(Number)
    const bytes = file.slice(from, to + 1)
    const range = `bytes ${from}-${from + bytes.byteLength - 1}/${file.byteLength}`
    return { status: 206, headers: new Headers({ 'Content-Range': range }), text: '', bytes }
  }
  put(bytes: Bytes): void {
    this.files.set(`/v1/lists/index/${nameOf(bytes)}`, bytes)
  }
}

let files: Files
let options: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let base: ReturnType<typeof ground>
let current: ListsDocument | null

/** A worker begins: nothing in memory but what the disk has. */
function begin(): CarriedLists {
  base = ground()
  return new CarriedLists({
    client: async () => ({ send: files.send, ask: () => Promise.reject(new Error('not asked')) }),
    current: () => current,
    problems: base.problems,
    faults: base.faults,
    wall: () => 1,
    arrived: () => undefined,
    database: new ListsDatabase(options),
  })
}

/** As the link does it: until the index is here, then in force. */
async function accept(room: CarriedLists, document: ListsDocument): Promise<boolean> {
  if (!(await room.isWhole(document))) await room.settled()
  if (!(await room.isWhole(document))) return false
  current = await room.keep(document)
  return true
}

async function categoriesOf(room: CarriedLists, host: string): Promise<CategoryId[]> {
  const lists = room.lists(current, undefined)
  lists.unread?.begin()
  lists.categoriesOf(host)
  if (lists.unread?.isLacking() === true) await lists.unread.read()
  return [...lists.categoriesOf(host)]
}

beforeEach(() => {
  files = new Files()
  options = { indexedDB: new IDBFactory(), IDBKeyRange }
  current = null
})

const first = indexOf([...many(1_000), ['rare.example', ['gambling']]])

test('an index comes, is in force at once, and for a worker that begins cold', async () => {
  files.put(first)
  const room = begin()
  expect(await accept(room, documentOf(first, 1_001))).toBe(true)
  const lists = room.lists(current, undefined)
  expect([...lists.categoriesOf('www.rare.example')]).toEqual(['gambling'])
  expect(lists.unread?.isLacking()).toBe(false)
  expect(await lists.carried?.read()).toEqual([{ category: 'adult', hosts: 'cold.example' }])

  const later = begin().lists(current, undefined)
  expect([...later.categoriesOf('www.rare.example')]).toEqual([])
  expect(later.unread?.isLacking()).toBe(true)
  await later.unread?.read()
  expect([...later.categoriesOf('www.rare.example')]).toEqual(['gambling'])
})

test('a transfer that breaks off goes on where it was, in another worker too', async () => {
  const large = indexOf(many(200_000))
  const parts = Math.ceil(large.byteLength / PART_BYTES)
  expect(parts).toBeGreaterThan(1)
  files.put(large)
  files.breaksAfter = 1
  const broken = begin()
  expect(await accept(broken, documentOf(large, 200_000))).toBe(false)
  await broken.settled()
  files.breaksAfter = Infinity
  files.asked.length = 0
  expect(await accept(begin(), documentOf(large, 200_000))).toBe(true)
  expect(files.asked).toHaveLength(parts - 1)
}, 60_000)

test('a change is fetched instead of the whole, and the whole where there is none', async () => {
  files.put(first)
  const room = begin()
  await accept(room, documentOf(first, 1_001))
  room.lists(current, undefined)
  const next = indexOf([...many(1_000), ['other.example', ['gambling']]])
  files.files.set(
    `/v1/lists/index/${nameOf(next)}?from=${nameOf(first)}`,
    new Uint8Array(makeDelta(first, next)),
  )
  expect(await accept(room, documentOf(next, 1_001, 2))).toBe(true)
  expect(await categoriesOf(room, 'other.example')).toEqual(['gambling'])
  expect(await categoriesOf(room, 'rare.example')).toEqual([])
  await room.tidy()

  const third = indexOf(many(1_000))
  files.put(third)
  const later = begin()
  later.lists(current, undefined)
  expect(await accept(later, documentOf(third, 1_000, 3))).toBe(true)
  expect(await categoriesOf(later, 'other.example')).toEqual([])
})

test('an index that the server does not have changes nothing, is told of, and taken once it is there', async () => {
  files.put(first)
  const room = begin()
  await accept(room, documentOf(first, 1_001))
  room.lists(current, undefined)
  const next = indexOf([...many(1_000), ['other.example', ['gambling']]])
  const document = documentOf(next, 1_001, 2)
  expect(await accept(room, document)).toBe(false)
  await room.tidy()
  for (const start of [() => room, begin]) {
    const worker = start()
    expect(await categoriesOf(worker, 'rare.example')).toEqual(['gambling'])
    expect(await categoriesOf(worker, 'other.example')).toEqual([])
    expect(await worker.lists(current, undefined).carried?.read()).toHaveLength(1)
    expect(await accept(worker, document)).toBe(false)
    expect(base.problems.all().map(({ code }) => code)).toEqual(['lists-index-missing'])
  }
  files.put(next)
  const later = begin()
  later.lists(current, undefined)
  expect(await accept(later, document)).toBe(true)
  expect(base.problems.all()).toEqual([])
  expect(await categoriesOf(later, 'other.example')).toEqual(['gambling'])
})

test('rubbish is refused, the last good one holds, and it is not asked for again at once', async () => {
  files.put(first)
  const room = begin()
  await accept(room, documentOf(first, 1_001))
  room.lists(current, undefined)
  const next = indexOf([...many(1_000), ['bbc.co.uk', ['adult']]])
  const flipped = first.slice()
  flipped[9_000] = flipped[9_000]! ^ 1
  const wrong = documentOf(next, 1_001, 2)
  files.files.set(`/v1/lists/index/${nameOf(next)}`, flipped)
  expect(await accept(room, wrong)).toBe(false)
  expect(base.problems.all().map(({ code }) => code)).toEqual(['lists-index-refused'])
  expect(await categoriesOf(room, 'rare.example')).toEqual(['gambling'])
  files.asked.length = 0
  expect(await accept(room, wrong)).toBe(false)
  expect(files.asked).toEqual([])
})

test('an index that would stop the BBC is refused, signed or not', async () => {
  const bad = indexOf([...many(1_000), ['bbc.co.uk', ['adult']]])
  files.put(bad)
  expect(await accept(begin(), documentOf(bad, 1_001))).toBe(false)
  expect(base.problems.all()[0]?.detail).toContain('bbc.co.uk')
})

test('an index that is gone from the disk is told of, and fetched again', async () => {
  files.put(first)
  await accept(begin(), documentOf(first, 1_001))
  await new ListsDatabase(options).indexes.clear()
  const room = begin()
  expect(await categoriesOf(room, 'rare.example')).toEqual([])
  expect(base.problems.all().map(({ code }) => code)).toEqual(['fault:lists-read'])
  room.look()
  await room.settled()
  expect(base.problems.all()).toEqual([])
  expect(await categoriesOf(room, 'rare.example')).toEqual(['gambling'])
})
