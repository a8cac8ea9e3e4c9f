import { fc, test } from '@fast-check/vitest'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../db/open.ts'
import { gapsOf, PAGE } from './gaps.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase(':memory:')
})
afterAll(() => db.destroy())

interface Known {
  readonly acknowledged: number
  readonly written: number
  /** Ranges of stored numbers. */
  readonly rows: readonly (readonly [number, number])[]
  readonly lost: readonly (readonly [number, number])[]
}

async function installation({ acknowledged, written, rows, lost }: Known): Promise<number> {
  const stored = Math.max(acknowledged, ...rows.map(([, to]) => to))
  const { id } = await db
    .insertInto('installations')
    .values({
      installation: crypto.randomUUID(),
      public_key: new Uint8Array(),
      state: 'confirmed',
      state_reason: 'click',
      state_since: 0,
      platform: 'Linux',
      browser: 'Chromium',
      extension: '1',
      ephemeral: 0,
      first_seen: 0,
      last_seen: 0,
      times_seen: 1,
      asked_from: '',
      place: 'on-site',
      problems: '[]',
      acknowledged,
      stored,
      written: Math.max(written, stored, ...lost.map(([, to]) => to)),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [from, to] of rows)
    await sql`WITH RECURSIVE n (seq) AS (SELECT ${from} UNION ALL SELECT seq + 1 FROM n WHERE seq < ${to})
      INSERT INTO rows (installation, seq, at, received, kind) SELECT ${id}, seq, 1, 1, 'stay' FROM n
      WHERE true ON CONFLICT DO NOTHING`.execute(db)
  for (const [i, [from_seq, to_seq]] of lost.entries())
    await db
      .insertInto('lost')
      .values({ installation: id, from_seq, to_seq, said_by: i + 1, reason: '' })
      .execute()
  return id
}

/** The same without cleverness. */
function naive({ acknowledged, written, rows, lost }: Known) {
  const ranges = [...rows, ...lost]
  const known = Math.max(acknowledged, ...ranges.map(([, to]) => to))
  const gaps: { from: number; to: number; passed: boolean }[] = []
  for (let n = acknowledged + 1; n <= Math.max(known, written); n++) {
    if (ranges.some(([from, to]) => from <= n && n <= to)) continue
    const last = gaps.at(-1)
    const passed = n < known
    if (last && last.to === n - 1 && last.passed === passed) gaps[gaps.length - 1] = { ...last, to: n }
    else gaps.push({ from: n, to: n, passed })
  }
  return gaps
}

const number = fc.integer({ min: 1, max: 60 })
const ranges = fc.array(
  fc
    .tuple(number, number)
    .map(([a, b]) => [Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + 9)] as const),
  { maxLength: 6 },
)
test.prop(
  [fc.record({ acknowledged: fc.integer({ min: 0, max: 30 }), written: number, rows: ranges, lost: ranges })],
  {
    numRuns: 200,
  },
)('are the numbers that neither a row nor a lost range accounts for', async (known) => {
  expect(await gapsOf(db, await installation(known))).toEqual(naive(known))
})

it('above a hole are found with a page of rows at a time, and others have their turn in between', async () => {
  const rows = 100_000
  const id = await installation({
    acknowledged: 10,
    written: rows + 40,
    rows: [
      [12, rows],
      [rows + 3, rows + 30],
    ],
    lost: [[rows + 1, rows + 1]],
  })
  const read: number[] = []
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      read.push(result.rows.length)
      return result
    },
  }
  let turns = 0
  let done = false
  const turn = () => {
    turns += 1
    if (!done) setImmediate(turn)
  }
  setImmediate(turn)
  const gaps = await gapsOf(db.withPlugin(counting), id)
  done = true
  expect(gaps).toEqual([
    { from: 11, to: 11, passed: true },
    { from: rows + 2, to: rows + 2, passed: true },
    { from: rows + 31, to: rows + 40, passed: false },
  ])
  expect(Math.max(...read)).toBeLessThanOrEqual(PAGE)
  expect(read.length).toBeLessThanOrEqual(rows / PAGE + 5)
  expect(turns).toBeGreaterThanOrEqual(rows / PAGE)
}, 30_000)

it('are a hundred at most, and then no more rows are read', async () => {
  const every = Array.from({ length: 5000 }, (_, i) => [2 * i + 2, 2 * i + 2] as const)
  const id = await installation({ acknowledged: 0, written: 12_000, rows: every, lost: [] })
  let read = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      read += result.rows.length
      return result
    },
  }
  const gaps = await gapsOf(db.withPlugin(counting), id)
  expect(gaps).toHaveLength(101)
  expect(gaps.at(-1)).toEqual({ from: 10_001, to: 12_000, passed: false })
  expect(read).toBeLessThanOrEqual(PAGE + 2)
})
