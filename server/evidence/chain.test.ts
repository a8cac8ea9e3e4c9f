/** The chain of evidence: whatever is changed, taken away or put elsewhere behind the server's back is told. */
import { fc } from '@fast-check/vitest'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../db/open.ts'
import { run } from '../testing-retention.ts'
import { visit } from '../testing.ts'
import { BEGIN, DAY, EvidenceStage } from './testing-evidence.ts'

let stage: EvidenceStage
let db: Database
async function open(): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGIN })
  stage = await EvidenceStage.open()
  db = stage.server.context.db
}
async function close(): Promise<void> {
  await stage.server.close()
  vi.useRealTimers()
}

async function threeDays(): Promise<void> {
  for (const [i, from] of [1, 4, 7].entries()) {
    vi.setSystemTime(BEGIN + i * DAY)
    await stage.day(from, BEGIN + i * DAY)
  }
  vi.setSystemTime(BEGIN + 3 * DAY)
  expect(await stage.close()).toBe(3)
}

/** One thing that somebody with the database file could do, as SQL; `n` picks where. */
const TAMPERS: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
  'a host is changed': (n) => change('host', "'other.example.org'", n),
  'a time is changed': (n) => change('at', 'at + 1', n),
  'who it was is changed': (n) =>
    change('person', '(SELECT max(person) FROM people WHERE person != rows.person)', n),
  'what became of it is changed': (n) => change('action', "'block'", n),
  'a row is said to be unreadable': (n) => change('kind', "'unreadable'", n),
  'a salt is changed': (n) => change('salt', "'AAAAAAAAAAAAAAAAAAAAAA'", n),
  'a row is taken away': (n) => sql`DELETE FROM rows WHERE ${row(n)}`.execute(db),
  'a row is made': () =>
    sql`INSERT INTO rows (installation, seq, at, received, kind, host, action, salt)
    SELECT installation, 99, at, received, kind, host, action, salt FROM rows LIMIT 1`.execute(db),
  'two rows change places': async (n) => {
    await sql`UPDATE rows SET seq = 50 WHERE ${row(n)}`.execute(db)
  },
  'an entry is taken away': (n) => sql`DELETE FROM evidence_entries WHERE id = ${1 + (n % 12)}`.execute(db),
  'an entry and its rows are taken away': async (n) => {
    const id = 1 + (n % 12)
    await sql`DELETE FROM rows WHERE EXISTS (SELECT 1 FROM evidence_entries AS e WHERE e.id = ${id}
      AND e.installation = rows.installation AND rows.seq BETWEEN e.first AND e.last)`.execute(db)
    await sql`DELETE FROM evidence_entries WHERE id = ${id}`.execute(db)
  },
  'digests are replaced': (n) =>
    sql`UPDATE evidence_entries SET body = zeroblob(length(body)) WHERE id = ${1 + (n % 12)}`.execute(db),
  'two entries change places': async (n) => {
    const [a, b] = [1 + (n % 12), 1 + ((n + 1) % 12)]
    for (const [from, to] of [
      [a, 1000],
      [b, a],
      [1000, b],
    ])
      await sql`UPDATE evidence_entries SET id = ${to} WHERE id = ${from}`.execute(db)
  },
  'an entry is put in between': (n) =>
    sql`INSERT INTO evidence_entries (id, at, kind, head, body_digest) SELECT 0, at, 'removed',
      '{"v":1,"kind":"removed","at":0,"reason":"kept","rows":[]}', body_digest FROM evidence_entries WHERE id = ${1 + (n % 12)}`
      .execute(db)
      .then(() => sql`UPDATE evidence_entries SET id = id + 1000 WHERE id >= ${1 + (n % 12)}`.execute(db)),
  'a day is taken away': (n) => sql`DELETE FROM evidence_days WHERE first = ${1 + 4 * (n % 2)}`.execute(db),
  'a day’s head is changed': (n) =>
    sql`UPDATE evidence_days SET head = zeroblob(32) WHERE first = ${1 + 4 * (n % 3)}`.execute(db),
  'two days change places': async () => {
    await sql`UPDATE evidence_days SET day = '2026-12-' || substr(day, 9) WHERE first = 1`.execute(db)
  },
}

const row = (n: number) =>
  sql`(installation, seq) IN (SELECT installation, seq FROM rows ORDER BY installation, seq LIMIT 1 OFFSET ${n % 18})`
const change = (column: string, to: string, n: number) =>
  sql`UPDATE rows SET ${sql.ref(column)} = ${sql.raw(to)} WHERE ${row(n)}`.execute(db)

describe('whatever is done behind its back is told', () => {
  // Each way is taken back, so that one school does for all.
  beforeAll(async () => {
    await open()
    await threeDays()
  })
  afterAll(close)

  it.each(Object.keys(TAMPERS))('%s', async (what) => {
    const tamper = TAMPERS[what]
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 200 }), async (n) => {
        await sql`SAVEPOINT before`.execute(db)
        await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
        await tamper?.(n)
        const { problems } = await stage.check()
        await sql`ROLLBACK TO before`.execute(db)
        await sql`RELEASE before`.execute(db)
        expect(problems).not.toEqual([])
      }),
      { numRuns: 4 },
    )
    expect((await stage.check()).problems).toEqual([])
  })
})

describe('the chain', () => {
  beforeEach(open)
  afterEach(close)

  it('holds what came, day by day, and what is of today too', async () => {
    await threeDays()
    await stage.amy.activity([visit(10)])
    expect(await stage.check()).toEqual({ entries: 13, days: 3, rows: 19, gone: 0, problems: [] })
  })

  // Was broken: no day was closed, and no head mailed, until the time had come that a wrong clock had written.
  it.each([1, 2, 4, 5, 12])('goes on where the server’s clock was ahead for entry %d', async (id) => {
    for (const [i, from] of [1, 4, 7].entries()) {
      vi.setSystemTime(BEGIN + i * DAY)
      await stage.day(from, BEGIN + i * DAY)
    }
    await sql`UPDATE evidence_entries SET at = at + ${100 * DAY} WHERE id = ${id}`.execute(db)
    vi.setSystemTime(BEGIN + 3 * DAY)
    expect(await stage.close()).toBe(3)
    await stage.day(10, BEGIN + 3 * DAY)
    vi.setSystemTime(BEGIN + 4 * DAY)
    expect(await stage.close()).toBe(1)
    const days = await db.selectFrom('evidence_days').select(['day', 'last']).orderBy('day').execute()
    expect(days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
    expect(days.at(-1)?.last).toBe(16)
    expect((await stage.check()).problems).toEqual([])
  })

  it('somebody who works out every head again is told by the heads that were mailed', async () => {
    await threeDays()
    const mailed = await db.selectFrom('evidence_days').select(['day', 'head']).orderBy('day').execute()
    await sql`DELETE FROM evidence_days`.execute(db)
    await sql`UPDATE evidence_entries SET head = replace(head, '"received":', '"received":1') WHERE id = 2`.execute(
      db,
    )
    await stage.close()
    const made = await db.selectFrom('evidence_days').select(['day', 'head']).orderBy('day').execute()
    expect(made.map(({ day }) => day)).toEqual(mailed.map(({ day }) => day))
    for (const [i, { head }] of made.entries()) expect(head).not.toEqual(mailed[i]?.head)
  })

  it('lets what is kept long enough go with its salt, and holds: visits after a month, the rest after twelve', async () => {
    await threeDays()
    await run(stage.server, BEGIN + 40 * DAY)
    expect(await stage.check(BEGIN + 40 * DAY)).toMatchObject({ rows: 3, gone: 15, problems: [] })
    const [bare] = await db
      .selectFrom('evidence_entries')
      .select((e) => e.fn.countAll<number>().as('bare'))
      .where('kind', '=', 'batch')
      .where('body', 'is', null)
      .execute()
    expect(bare).toEqual({ bare: 9 })
    expect(await stage.close(BEGIN + 41 * DAY)).toBe(1)
    expect((await stage.check(BEGIN + 41 * DAY)).problems).toEqual([])
  })

  it('leaves no entry after twelve months, and the heads', async () => {
    await threeDays()
    await run(stage.server, BEGIN + 400 * DAY)
    expect(await stage.check(BEGIN + 400 * DAY)).toMatchObject({ days: 3, rows: 0, problems: [] })
    const before = await db.selectFrom('evidence_entries').select('id').where('id', '<=', 12).execute()
    expect(before).toEqual([])
  })
})
