/** A pupil's timeline: whole, in order, filtered, in pages; and never long on the event loop. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sql } from 'kysely'
import type { OwnRecord } from '../../lib/protocol/own-record.ts'
import type { Timeline } from '../../lib/protocol/record-looks.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { EVIDENCE } from '../found/testing-found.ts'
import { AMY, BEN, TEN } from '../lessons/testing-lessons.ts'
import { idOf, type TestDevice } from '../testing.ts'
import { LookStage, search, seen, stopped } from './testing-looks.ts'
import { inWindow, windowEnd } from './window.ts'

let stage: LookStage
let laptop: TestDevice
const who = { name: AMY, from: 'profile' } as const

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LookStage.open()
  laptop = await stage.school.device(AMY)
  await stage.amy.activity([
    seen(1),
    search(2, 'Roman Roads'),
    stopped(3),
    { seq: 4, at: TEN - 1000, kind: 'stay', visit: 1, seconds: 90, who },
    { seq: 5, at: TEN - 1000, kind: 'title', visit: 1, title: 'Fractions', who },
    { seq: 6, at: TEN - 900, kind: 'start', version: '0.2.0', browser: 'Chromium', who },
    seen(7, { host: 'bens.test', who: { name: BEN, from: 'profile' } }),
    seen(8, { at: TEN - 8 * 86_400_000, host: 'long-ago.test' }),
  ])
  await laptop.activity([seen(1, { at: TEN - 1, host: 'laptop.test' }), stopped(2, 'chat.test')])
})
afterAll(async () => {
  await stage.school.close()
  vi.useRealTimers()
})

const hosts = ({ rows }: Timeline) => rows.map(({ row }) => row.host)

describe('a look opens', () => {
  it('what the pupil did on every device of theirs, the newest first, with what was said of it later', async () => {
    const all = await stage.rows(await stage.look())
    expect(all.rows.map(({ row, device }) => [row.kind, row.host, device])).toEqual([
      ['visit', 'laptop.test', laptop.id.slice(0, 8)],
      ['blocked', 'games.test', 'CB-7'],
      ['blocked', 'chat.test', laptop.id.slice(0, 8)],
      ['search', 'search.test', 'CB-7'],
      ['visit', 'maths.example.org', 'CB-7'],
    ])
    expect(all.rows.at(-1)?.row).toMatchObject({ seconds: 90, titles: ['Fractions'] })
    expect(all.rows[1]?.row).toMatchObject({ path: '/play', categories: ['games'] })
    expect(all).toMatchObject({ next: null, timeZone: 'Europe/London' })
  })

  it('no further back than it says', async () => {
    expect(hosts(await stage.rows(await stage.look({ days: 1 })))).not.toContain('long-ago.test')
    expect(hosts(await stage.rows(await stage.look({ days: 30 })))).toContain('long-ago.test')
  })

  it.each<[Record<string, string>, string[]]>([
    [{ kind: 'blocked' }, ['games.test', 'chat.test']],
    [{ stopped: '1' }, ['games.test', 'chat.test']],
    [{ host: 'LAPTOP' }, ['laptop.test']],
    [{ terms: 'roman r' }, ['search.test']],
    [{ terms: 'roman', kind: 'visit' }, []],
    [{ terms: 'roman', kind: 'search' }, ['search.test']],
    [{ kind: 'search', host: 'search' }, ['search.test']],
  ])('what is asked for: %j', async (query, found) => {
    expect(hosts(await stage.rows(await stage.look(), query))).toEqual(found)
  })

  it('nothing that an installation says which the school does not trust', async () => {
    const state = (to: 'held' | 'confirmed') =>
      stage.school.server.context.db
        .updateTable('installations')
        .set({ state: to })
        .where('installation', '=', laptop.id)
        .execute()
    await state('held')
    expect(hosts(await stage.rows(await stage.look()))).not.toContain('laptop.test')
    await state('confirmed')
  })

  it('to nobody who sends a filter or a place that is none', async () => {
    const { id } = await stage.look()
    for (const query of [{ kind: 'start' }, { before: '1.2' }, { before: `1.1.1' OR 1` }, { stopped: 'yes' }])
      expect((await stage.askRows(id, query)).statusCode).toBe(422)
  })
})

it('has what stood behind a row for the lead, and nothing of it for the pupil', async () => {
  const one = await LookStage.open()
  const found = { kind: 'unblocker', sureness: 'sure', where: 'page', evidence: [...EVIDENCE] } as const
  await one.amy.activity([
    { ...stopped(1, 'mirror.test'), found } as Row,
    { ...stopped(2, 'cover.test'), carried: 'inner.test' } as Row,
    { ...search(3, 'who can help me'), theme: 'suicide', severity: 'high', help: true } as Row,
    stopped(4),
  ])
  const { rows } = await one.rows(await one.look())
  expect(rows.map(({ row, behind }) => [row.host, behind])).toEqual([
    ['games.test', undefined],
    ['search.test', { help: true }],
    ['cover.test', { carried: 'inner.test' }],
    ['mirror.test', { found }],
  ])
  const { body } = await one.amy.send('GET', '/v1/record')
  expect((body as OwnRecord).rows).toHaveLength(4)
  for (const hidden of ['behind', 'found', 'engine-file', 'inner.test'])
    expect(JSON.stringify(body)).not.toContain(hidden)
  await one.school.close()
})

describe('a long record', () => {
  const MANY = 12_000
  let big: LookStage
  beforeAll(async () => {
    big = await LookStage.open()
    const { db } = big.school.server.context
    const [installation, person] = [await idOf(big.amy), await big.numberOf(AMY)]
    // Two of each moment: pages must not lose one of them.
    await sql`INSERT INTO rows (installation, seq, at, received, kind, person, host, action)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})
      SELECT ${installation}, i, ${TEN} - ${MANY} + (i / 2) * 2, ${TEN}, 'visit', ${person},
        CASE i WHEN 17 THEN 'rare.test' ELSE 'host' || i || '.test' END, 'allow' FROM n`.execute(db)
  }, 120_000)
  afterAll(() => big.school.close())

  it('comes in pages that leave out nothing and repeat nothing', async () => {
    const look = await big.look()
    const found: string[] = []
    for (let next: string | null | undefined; next !== null && found.length < 600;) {
      const page = await big.rows(look, next === undefined ? {} : { before: next })
      expect(page.rows.length).toBe(50)
      found.push(...hosts(page))
      next = page.next
    }
    expect(found).toEqual(Array.from({ length: 600 }, (_, i) => `host${MANY - i}.test`))
  })

  it('ends where it does, also in the middle of a page', async () => {
    const look = await big.look()
    const before = `${TEN - MANY + 60}.${await idOf(big.amy)}.60`
    const first = await big.rows(look, { before })
    expect([first.rows.length, hosts(first)[0]]).toEqual([50, 'host59.test'])
    const rest = await big.rows(look, { before: first.next ?? '' })
    expect([rest.rows.length, rest.next]).toEqual([9, null])
  })

  it('goes through so much in one answer, says how far it came, and finds what is rare when asked on', async () => {
    const look = await big.look()
    const first = await big.rows(look, { host: 'rare' })
    expect(first.rows).toEqual([])
    expect(first.reached).toBe(TEN - 5_000)
    let page = first
    let asked = 1
    while (page.next !== null) {
      page = await big.rows(look, { host: 'rare', before: page.next })
      asked += 1
      if (page.rows.length > 0) break
    }
    expect([asked, hosts(page)]).toEqual([3, ['rare.test']])
  })

  it('is read along the index by person and time, without sorting, from any place', async () => {
    const { db } = big.school.server.context
    const of = { person: await big.numberOf(AMY), since: 0 }
    const place = { at: TEN, installation: 1, seq: 1 }
    const asked = { kind: 'visit', host: 'rare', stopped: '1' } as const
    const queries = [undefined, place].flatMap((before) => [
      windowEnd(db, of, before),
      inWindow(db, of, { before, end: undefined }, {}),
      inWindow(db, of, { before, end: { ...place, at: TEN - 50 } }, asked),
      // Was broken: with the kind said twice, all searches of the school were gone through.
      inWindow(db, of, { before, end: { ...place, at: TEN - 50 } }, { terms: 'roman', kind: 'search' }),
      inWindow(db, of, { before, end: undefined }, { terms: 'roman' }),
    ])
    for (const query of queries.map((one) => one.compile())) {
      // Of two lower bounds, the index was read from the earlier one: to the end of the record at each window.
      expect(query.sql.match(/"at" >= /g)).toHaveLength(1)
      const plan = await db.executeQuery<{ detail: string }>({
        ...query,
        sql: `EXPLAIN QUERY PLAN ${query.sql}`,
      })
      const steps = plan.rows.map(({ detail }) => detail)
      expect(steps[0]).toMatch(/USING (COVERING )?INDEX rows_by_person \(person=\? AND at>/)
      expect(steps.join()).not.toMatch(/TEMP B-TREE|SCAN/)
    }
  })

  it('gives the event loop its turns: while it is gone through others are answered', async () => {
    const look = await big.look()
    let turns = 0
    let over = false
    const count = (): void => {
      turns += 1
      if (!over) setImmediate(count)
    }
    count()
    await big.rows(look, { host: 'rare' })
    over = true
    expect(turns).toBeGreaterThan(20)
  })
})
