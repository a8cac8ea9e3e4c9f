/** A device that takes carried lists, for the tests of this folder: a server with files, and a disk. */
import { createHash } from 'node:crypto'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Ask, Answer } from '../../device/client.ts'
import { hotFile } from '../../lists/hot-file.ts'
import { IndexBuilder } from '../../lists/index/build.ts'
import { INDEX_FORMAT } from '../../lists/index/layout.ts'
import type { CategoryId } from '../../policy/categories.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import type { ListsDocument } from '../../protocol/lists-document.ts'
import { WireError } from '../../protocol/wire-error.ts'
import { ground } from '../testing.ts'
import { ListsDatabase } from './database.ts'
import { CarriedLists } from './room.ts'

export const indexOf = (names: Iterable<readonly [string, readonly CategoryId[]]>): Bytes => {
  const builder = new IndexBuilder()
  for (const name of names) builder.add(name)
  return new Uint8Array(builder.finish())
}
export const nameOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const many = (count: number): [string, CategoryId[]][] =>
  Array.from({ length: count }, (_, i) => [`name-${i}.example`, ['shopping']])

/** Names for the rules, separated by spaces. */
export const fileOf = (hosts: string): Bytes =>
  new TextEncoder().encode(hotFile([{ category: 'adult', hosts }]))
/** The names for the rules that all documents here have, unless a test says otherwise. */
export const HOT_FILE = fileOf('cold.example')

export function documentOf(bytes: Bytes, names: number, number = 1, hot = HOT_FILE): ListsDocument {
  const index = {
    digest: nameOf(bytes),
    bytes: bytes.byteLength,
    names,
    format: INDEX_FORMAT,
    hot: { digest: nameOf(hot), bytes: hot.byteLength },
  }
  return { version: { epoch: 1, number }, issuedAt: 0, segments: [], index }
}

export const pathOf = (bytes: Bytes, from?: Bytes): string =>
  `/v1/lists/index/${nameOf(bytes)}${from ? `?from=${nameOf(from)}` : ''}`
export const hotPathOf = (bytes: Bytes, from?: Bytes): string =>
  pathOf(bytes, from).replace('/index/', '/hot/')

/** A server with index files, which may break off. */
export class Files {
  readonly files = new Map<string, Bytes>([[hotPathOf(HOT_FILE), HOT_FILE]])
  readonly asked: string[] = []
  breaksAfter = Infinity
  /** What comes instead of a file, by its path. */
  readonly broken = new Map<string, Error>()
  readonly send = async ({ path, headers }: Ask): Promise<Answer> => {
    this.asked.push(path)
    if (this.asked.length > this.breaksAfter) throw new WireError('network', 'gone')
    const broken = this.broken.get(path)
    if (broken) throw broken
    const file = this.files.get(path)
    if (!file) throw new WireError('status', 'none', { status: 404 })
    const [, from = 0, to = 0] = (/bytes=(\d+)-(\d+)/.exec(headers?.['Range'] ?? '') ?? []).map(Number)
    const bytes = file.slice(from, to + 1)
    const range = `bytes ${from}-${from + bytes.byteLength - 1}/${file.byteLength}`
    return { status: 206, headers: new Headers({ 'Content-Range': range }), text: '', bytes }
  }
  put(bytes: Bytes): void {
    this.files.set(pathOf(bytes), bytes)
  }
}

/** A device and its disk. A worker begins with nothing in memory but what the disk has. */
export class Device {
  readonly files = new Files()
  readonly options = { indexedDB: new IDBFactory(), IDBKeyRange }
  base = ground()
  /** The lists document in force. */
  current: ListsDocument | null = null
  /** By the browser's clock. */
  now = 1
  /** Whether what is in force can be written. */
  writes = true
  readonly arrived: boolean[] = []

  database(): ListsDatabase {
    return new ListsDatabase(this.options)
  }

  begin(database = this.database()): CarriedLists {
    this.base = ground()
    return new CarriedLists({
      client: async () => ({ send: this.files.send, ask: () => Promise.reject(new Error('not asked')) }),
      current: () => this.current,
      problems: this.base.problems,
      faults: this.base.faults,
      wall: () => this.now,
      arrived: (isInForce) => void this.arrived.push(isInForce),
      database,
    })
  }

  /** As the link does it: until all is here, then in force. */
  async accept(room: CarriedLists, document: ListsDocument): Promise<boolean> {
    // The names for the rules, and the index.
    for (let files = 0; files < 2; files++) {
      await room.isWhole(document)
      await room.settled()
    }
    if (!(await room.isWhole(document))) return false
    await this.take(room, document)
    return true
  }

  async take(room: CarriedLists, document: ListsDocument): Promise<void> {
    await room.keep(async () => {
      this.current = document
      return this.writes
    })
  }

  async categoriesOf(room: CarriedLists, host: string): Promise<CategoryId[]> {
    const lists = room.lists(this.current, undefined)
    lists.unread?.begin()
    lists.categoriesOf(host)
    if (lists.unread?.isLacking() === true) await lists.unread.read()
    return [...lists.categoriesOf(host)]
  }
}
