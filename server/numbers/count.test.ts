/** Counts by day are those of the rows that are there, whatever becomes of rows and of the installations that sent them. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Row } from '../../lib/protocol/rows.ts'
import { DAY } from '../../lib/time/zone.ts'
import { carryOut } from '../evidence/erase.ts'
import { expire } from '../jobs/retention.ts'
import { TestDevice, testServer, type TestServer, visit } from '../testing.ts'
import { countNumbers, weekBegan } from './count.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

/** Everything here was in weeks that are over. */
const NOW = weekBegan(Date.now())
const AMY = { name: 'amy@school.example', from: 'profile' } as const
const BEN = { name: 'ben@school.example', from: 'profile' } as const

const stopped = (seq: number, who: typeof AMY | typeof BEN, days: number, categories: string[]): Row =>
  ({
    ...visit(seq, { at: NOW - days * DAY, who }),
    kind: 'blocked',
    target: 'page',
    categories,
    action: 'block',
    reason: 'category',
  }) as Row
const searched = (seq: number, days: number): Row =>
  ({ ...visit(seq, { at: NOW - days * DAY, who: BEN }), kind: 'search', terms: 'rain' }) as Row

const ROWS = [
  visit(1),
  ...[2, 3, 4, 5, 6, 7].map((seq) => stopped(seq, AMY, 3, ['games'])),
  stopped(8, BEN, 3, ['games', 'chat']),
  stopped(9, BEN, 40, ['chat']),
  stopped(10, BEN, 400, []),
  ...[11, 12, 13, 14, 15].map((seq) => searched(seq, 10)),
]

/** What the database keeps, and what a count of all rows gives. */
async function both() {
  const { db } = server.context
  const kept = await sql`SELECT * FROM day_counts ORDER BY day, kind, categories`.execute(db)
  const counted = await sql`SELECT at / 86400000 AS day, kind,
      CASE kind WHEN 'blocked' THEN coalesce(categories, '') ELSE '' END AS categories, count(*) AS count
    FROM counted_rows WHERE kind IN ('blocked', 'warned', 'search') GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3`.execute(db)
  expect(kept.rows).toEqual(counted.rows)
  return kept.rows.length
}

async function device(rows: readonly Row[]) {
  const made = await TestDevice.confirmed(server)
  await made.activity(rows)
  return made
}

it('rows are counted once, however often they come', async () => {
  const amy = await device([])
  const rows = await Promise.all(ROWS.map((row) => amy.seal(row)))
  for (const _ of ['once', 'again'])
    await amy.send('POST', '/v1/activity', { written: 15, keys: [amy.sessionKey], rows })
  expect(await both()).toBe(5)
  const { weeks, kinds } = await countNumbers(server.context.db, NOW)
  expect(weeks.at(-1)).toMatchObject({ blocked: 5 })
  expect(weeks.at(-2)).toMatchObject({ searches: 5, blocked: 'few' })
  expect(kinds).toMatchObject([{ category: 'games', count: 5 }])
  expect(kinds[0]?.weeks).toEqual([...Array<string>(15).fill('few'), 5])
})

// Was broken: ten games and two of another kind made twelve, and whoever read that they were few could subtract.
it('says nothing that could be taken from something else, and nothing of today', async () => {
  const amy = await device(Array.from({ length: 10 }, (_, i) => stopped(i + 1, AMY, 3, ['games'])))
  const said = async () => {
    const { weeks, kinds } = await countNumbers(server.context.db, NOW + 6 * DAY)
    return { weeks: weeks.map(({ blocked }) => blocked).filter((one) => one !== 'few'), kinds }
  }
  const before = await said()
  expect(before).toMatchObject({ weeks: [10], kinds: [{ category: 'games', count: 10 }] })
  await amy.activity([11, 12].map((seq) => stopped(seq, BEN, 3, ['self-harm'])))
  expect(await said()).toEqual(before)
  const today = { at: Date.now() }
  await amy.activity(
    [13, 14, 15, 16, 17].map((seq) => ({ ...stopped(seq, BEN, 0, ['self-harm']), ...today })),
  )
  expect(await said()).toEqual(before)
})

it('rows that are kept long enough are counted no more, and those of missing numbers neither', async () => {
  await device(ROWS.filter(({ seq }) => seq !== 6))
  expect(await both()).toBe(5)
  await expire(server.context.db, server.context.people, NOW + 366 * DAY)
  expect(await both()).toBe(0)
})

it('weeks that are not kept whole are not shown: they would look as if nothing had happened', async () => {
  await device(ROWS)
  const { db } = server.context
  expect((await countNumbers(db, NOW)).weeks).toHaveLength(16)
  await db
    .insertInto('keeping_changes')
    .values({
      at: NOW,
      by_person: 1,
      kind: 'stops',
      before: 365,
      days: 30,
      starts: NOW,
      done: null,
      reason: new Uint8Array(),
      taken: null,
      taken_by: null,
    })
    .execute()
  // Five would do; all of them just below a five would come to what their kinds do.
  await db.updateTable('keeping_changes').set({ days: 35 }).execute()
  expect((await countNumbers(db, NOW)).weeks).toHaveLength(4)
  // Of last week some days are gone already.
  await db.updateTable('keeping_changes').set({ days: 7 }).execute()
  expect((await countNumbers(db, weekBegan(NOW) + 3 * DAY)).weeks).toEqual([])
  expect((await countNumbers(db, weekBegan(NOW) + 3 * DAY)).kinds).toEqual([])
  await db.updateTable('keeping_changes').set({ days: 30 }).execute()
  const { weeks, kinds } = await countNumbers(db, NOW)
  expect(weeks).toHaveLength(4)
  expect(kinds).toEqual([{ category: 'games', count: 5, weeks: ['few', 'few', 'few', 5] }])
  expect(weeks.map(({ blocked }) => blocked)).toEqual(['few', 'few', 'few', 5])
})

it('rows that were erased are in no count', async () => {
  await device(ROWS)
  const { db, people } = server.context
  const person = await people.numberOf(db, AMY.name)
  await sql`INSERT INTO erasures (id, at, by_person, person, since, until, reason, planned, expires, confirmed)
    VALUES ('e', 1, 1, ${person}, 0, ${NOW + DAY}, x'00', 6, ${NOW + DAY}, 1)`.execute(db)
  expect(await carryOut(server.context, NOW)).toBeGreaterThanOrEqual(6)
  expect(await both()).toBe(4)
})

it('an installation’s rows count for as long as it is let in', async () => {
  const { db } = server.context
  const one = await TestDevice.make(server)
  await one.enrol()
  await one.activity(ROWS)
  expect(await both()).toBe(0)
  for (const [state, days] of [
    ['confirmed', 5],
    ['held', 0],
    ['refused', 0],
    ['confirmed', 5],
  ] as const) {
    await db.updateTable('installations').set({ state }).where('installation', '=', one.id).execute()
    expect(await both()).toBe(days)
  }
})

it('a row that becomes another is counted as that', async () => {
  await device(ROWS)
  await sql`UPDATE rows SET at = at - ${5 * DAY}, categories = 'social' WHERE seq IN (3, 8)`.execute(
    server.context.db,
  )
  expect(await both()).toBe(5)
})
