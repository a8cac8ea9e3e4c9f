import { beforeEach, expect, test } from 'vitest'
import { ActivityStore } from '../activity/store.ts'
import type { PendingRow } from '../activity/store.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import type { CategoryLists } from '../lists/lists.ts'
import { withIndex } from '../lists/with-index.ts'
import { BASELINE } from '../policy/baseline.ts'
import type { CategoryId } from '../policy/categories.ts'
import type { NewRow } from '../protocol/rows.ts'
import { exactly } from '../time/now.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { Recorder } from './recorder.ts'
import { FakeStorage, FULL, ground } from './testing.ts'
import { Unwritten } from './unwritten.ts'

const T = Date.UTC(2026, 10, 23, 10)
const row: NewRow = { kind: 'stop', reason: 'test' }
const urgent: NewRow = {
  kind: 'blocked',
  host: 'secret.test',
  categories: ['self-harm'],
  action: 'block',
  reason: 'category',
  target: 'page',
}
const BLOCKED: Verdict = { action: 'block', reason: { kind: 'unknown-host' }, remedy: 'none' }

interface Disk {
  full: boolean
  /** Rows that it still takes. */
  room: number
  /** What no disk takes. */
  odd?: NewRow
  readonly rows: PendingRow[]
}

/** One worker, over a disk that can be full. */
const BROKEN = {
  categoriesOf: () => {
    throw new Error('https://secret.test/')
  },
} as never as CategoryLists

function worker(storage: FakeStorage, disk: Disk, lists = BROKEN) {
  const base = ground(storage)
  const urgents: boolean[] = []
  const store = {
    append: async (rows: readonly PendingRow[]) => {
      if (disk.full || rows.length > disk.room) throw FULL
      if (rows.some((one) => one.row === disk.odd)) throw new TypeError('odd')
      disk.room -= rows.length
      disk.rows.push(...rows)
      return rows.map((_, i) => disk.rows.length - rows.length + i + 1)
    },
  } as ActivityStore
  const unwritten = new Unwritten({
    append: (rows) => store.append(rows),
    session: base.session,
    at: () => T,
    written: (is) => urgents.push(is),
    faults: base.faults,
  })
  const recorder = new Recorder({
    store: Promise.resolve(store),
    ruling: () => ({
      policy: BASELINE,
      lists,
    }),
    now: () => exactly(T),
    who: () => undefined,
    written: () => undefined,
    unwritten,
  })
  return { ...base, recorder, unwritten, urgents }
}

let storage: FakeStorage
let disk: Disk
beforeEach(() => {
  storage = new FakeStorage()
  disk = { full: true, room: Infinity, rows: [] }
})

test('a row that the disk refused is written when there is room, with its own time, once', async () => {
  const { recorder, unwritten, problems, urgents } = worker(storage, disk)
  expect(await recorder.write(urgent)).toBeNull()
  expect(await recorder.write(row)).toBeNull()
  expect(problems.all()).toEqual([{ code: 'fault:write-row', detail: 'no-room' }])
  await unwritten.retry()
  expect(disk.rows).toEqual([])
  disk.full = false
  await Promise.all([unwritten.retry(), unwritten.retry()])
  expect(disk.rows.map((one) => [one.row.kind, one.at])).toEqual([
    ['blocked', T],
    ['stop', T],
  ])
  expect(urgents).toEqual([true])
  expect(problems.all()).toEqual([])
  expect(unwritten.isEmpty).toBe(true)
})

test('where there is little room urgent rows take it, by themselves', async () => {
  const { recorder, unwritten, urgents, problems } = worker(storage, disk)
  await recorder.write(row)
  await recorder.write(urgent)
  Object.assign(disk, { full: false, room: 1 })
  await unwritten.retry()
  expect(disk.rows.map((one) => one.row.kind)).toEqual(['blocked'])
  expect(urgents).toEqual([true])
  expect(problems.all()).toEqual([{ code: 'fault:write-row', detail: 'no-room' }])
  disk.room = Infinity
  await unwritten.retry()
  expect(disk.rows.map((one) => one.row.kind)).toEqual(['blocked', 'stop'])
  expect([urgents, problems.all()]).toEqual([[true, false], []])
})

// Was broken: nothing was tried after the urgent ones.
test('a row that can never be written keeps no other from being tried', async () => {
  const { recorder, unwritten, problems } = worker(storage, disk)
  const odd: NewRow = { ...urgent, host: 'odd.test' }
  for (const one of [odd, row, urgent]) await recorder.write(one)
  Object.assign(disk, { full: false, odd })
  await unwritten.retry()
  expect(disk.rows.map((one) => one.row)).toEqual([urgent, row])
  expect([unwritten.isEmpty, problems.all()]).toEqual([
    false,
    [{ code: 'fault:write-row', detail: 'TypeError' }],
  ])
})

test('the next row that is written brings along those that were refused', async () => {
  const { recorder, unwritten } = worker(storage, disk)
  await recorder.write(urgent)
  disk.full = false
  expect(await recorder.write(row)).toBe(1)
  await unwritten.retry()
  expect(disk.rows.map((one) => one.row.kind)).toEqual(['stop', 'blocked'])
})

test('what a worker takes with it when it ends is counted in a row, and never lies anywhere in clear', async () => {
  const first = worker(storage, disk)
  await first.recorder.write(urgent)
  await first.recorder.write(row)
  expect(JSON.stringify([...storage.memory, ...storage.disk])).not.toContain('secret.test')
  disk.full = false
  const next = worker(storage, disk)
  await next.unwritten.load()
  await next.unwritten.retry()
  expect(disk.rows.map((one) => one.row)).toEqual([
    { kind: 'problem', code: 'rows-lost', detail: '2 rows could not be written, and are lost.' },
  ])
  const third = worker(storage, disk)
  await third.unwritten.load()
  expect(third.unwritten.isEmpty).toBe(true)
})

test('a long time without room costs ordinary rows, not urgent ones, and says how many', async () => {
  const { recorder, unwritten } = worker(storage, disk)
  await recorder.write(urgent)
  for (let i = 0; i < 502; i += 1) await recorder.write(row)
  disk.full = false
  await unwritten.retry()
  expect(disk.rows).toHaveLength(501)
  expect(disk.rows[0]?.row).toBe(urgent)
  expect(disk.rows.at(-1)?.row).toMatchObject({
    code: 'rows-lost',
    detail: '3 rows could not be written, and are lost.',
  })
})

test('a row that cannot be made is counted too', async () => {
  const { recorder, unwritten, problems } = worker(storage, disk)
  expect(await recorder.sighting({ kind: 'visit' }, 'https://secret.test/', BLOCKED)).toBeNull()
  expect(problems.all()).toEqual([{ code: 'fault:write-row', detail: 'Error' }])
  disk.full = false
  await unwritten.retry()
  expect(disk.rows[0]?.row).toMatchObject({ detail: 'One row could not be written, and is lost.' })
})

test('what is stopped before the index is read is on record with what the index says of it', async () => {
  const index = new Map<string, ReadonlySet<CategoryId>>()
  const lists = withIndex(plainLists(NO_LISTS), {
    known: (host) => index.get(host),
    read: async (hosts) => hosts.forEach((host) => index.set(host, new Set(['self-harm']))),
  })
  const { recorder } = worker(storage, disk, lists)
  disk.full = false
  await recorder.sighting({ kind: 'blocked', target: 'page' }, 'https://harm.test/', BLOCKED)
  expect(disk.rows).toMatchObject([{ at: T, row: { kind: 'blocked', categories: ['self-harm'] } }])
})
