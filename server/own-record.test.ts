/** What the school sees about somebody, told to the device of theirs that it comes from, and to no other. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OwnRecord } from '../lib/protocol/own-record.ts'
import type { Row } from '../lib/protocol/rows.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, TestSchool } from './lessons/testing-lessons.ts'
import { type TestDevice, visit } from './testing.ts'

let school: TestSchool
let amy: TestDevice
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
})
beforeEach(async () => {
  vi.setSystemTime(TEN)
  amy = await school.device(AMY)
  await amy.heartbeat()
})
afterAll(async () => {
  await school.close()
  vi.useRealTimers()
})

const record = async (device: TestDevice): Promise<OwnRecord> => {
  const sent = await device.send('GET', '/v1/record')
  expect(sent.status).toBe(200)
  return sent.body as OwnRecord
}
const who = (name: string): Pick<Row, 'who'> => ({ who: { name, from: 'profile' } })
const HOUR = 60 * MINUTE

describe('the rows of today', () => {
  it('come as they are stored, the newest first, with what was said of them later', async () => {
    const blocked: Pick<Extract<Row, { kind: 'blocked' }>, 'categories' | 'action' | 'reason'> = {
      categories: ['games'],
      action: 'block',
      reason: 'category',
    }
    await amy.activity([
      visit(1, { at: TEN - 26 * HOUR, host: 'yesterday.test' }),
      visit(2, { at: TEN - 3 * MINUTE }),
      { seq: 3, at: TEN - MINUTE, kind: 'stay', visit: 2, seconds: 90, ...who(AMY) },
      { seq: 4, at: TEN - MINUTE, kind: 'title', visit: 2, title: 'Fractions', ...who(AMY) },
      {
        seq: 5,
        at: TEN,
        kind: 'blocked',
        host: 'games.test',
        path: '/x',
        target: 'page',
        ...blocked,
        ...who(AMY),
      },
      {
        seq: 6,
        at: TEN,
        kind: 'search',
        host: 'search.test',
        terms: 'roman roads',
        categories: [],
        action: 'allow',
        reason: 'unknown-host',
        ...who(AMY),
      },
      { seq: 7, at: TEN, kind: 'start', version: '0.2.0', browser: 'Chromium', ...who(AMY) },
    ])
    const { rows, more, since } = await record(amy)
    expect(more).toBe(false)
    expect(since).toBe(Date.UTC(2026, 10, 24))
    expect(
      rows.map(({ seq, kind, host, path, terms, titles, seconds }) => [
        seq,
        kind,
        host,
        path,
        terms,
        titles,
        seconds,
      ]),
    ).toEqual([
      [6, 'search', 'search.test', undefined, 'roman roads', undefined, undefined],
      [5, 'blocked', 'games.test', '/x', undefined, undefined, undefined],
      [2, 'visit', 'maths.example.org', undefined, undefined, ['Fractions'], 90],
    ])
  })

  it('of a file say what it was and what became of it, and its name where names are recorded', async () => {
    const file = {
      kind: 'download',
      host: 'maths.test',
      categories: [],
      action: 'allow',
      reason: 'unknown-host',
      file: 'document',
      size: 'small',
      ...who(AMY),
    } as const
    await amy.activity([
      { seq: 1, at: TEN - MINUTE, ...file, categories: [], decided: 'asked' },
      { seq: 2, at: TEN, ...file, categories: [], decided: 'allowed', name: 'fractions.pdf' },
    ])
    expect((await record(amy)).rows).toMatchObject([
      {
        kind: 'download',
        host: 'maths.test',
        file: { kind: 'document', decided: 'allowed', name: 'fractions.pdf' },
      },
      { file: { kind: 'document', decided: 'asked' } },
    ])
  })

  it('of somebody else on the same device are not shown', async () => {
    await amy.activity([visit(1, { at: TEN }), visit(2, { at: TEN, host: 'ben.test', ...who(BEN) })])
    expect((await record(amy)).rows.map(({ host }) => host)).toEqual(['maths.example.org'])
  })

  it('of the same person on another device are not shown: whoever asks has only this one in hand', async () => {
    const other = await school.device(AMY)
    await other.activity([visit(1, { at: TEN, host: 'elsewhere.test' })])
    expect((await record(amy)).rows).toEqual([])
  })

  it('of a device that writes without end stop at a number, and say so', async () => {
    const many = (first: number) => Array.from({ length: 500 }, (_, i) => visit(first + i, { at: TEN }))
    for (const first of [1, 501, 1001]) await amy.activity(many(first))
    const { rows, more } = await record(amy)
    expect([rows.length, more, rows[0]?.seq]).toEqual([1000, true, 1500])
  })
})

describe('is refused', () => {
  it('to an installation that nobody confirmed', async () => {
    await school.server.context.db
      .updateTable('installations')
      .set({ state: 'waiting' })
      .where('installation', '=', amy.id)
      .execute()
    expect(await amy.send('GET', '/v1/record')).toMatchObject({
      status: 403,
      body: { error: 'not-confirmed' },
    })
  })

  it('to one that stands for somebody else than it says it is', async () => {
    await amy.activity([visit(1, { at: TEN })])
    amy.claim = { ...amy.claim, person: { name: BEN, from: 'profile' } }
    await amy.heartbeat()
    expect((await amy.send('GET', '/v1/record')).status).toBe(403)
  })

  it('without a signature', async () => {
    const { statusCode } = await school.server.app.inject({ method: 'GET', url: '/v1/record' })
    expect(statusCode).toBe(401)
  })

  it('to who asks without end', async () => {
    const asked = []
    for (let i = 0; i < 45; i += 1) asked.push((await amy.send('GET', '/v1/record')).status)
    expect(asked.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect(asked[0]).toBe(200)
  })
})

describe('who watched', () => {
  it('is named with the class and the time, to the pupils of that lesson alone', async () => {
    const { context } = school.server
    const teacher = await school.signIn(KHAN)
    const maths = await school.classOf('9B Maths', KHAN, [AMY])
    const lesson = await school.lesson(maths, KHAN)
    const look = { lesson, person: teacher, started: TEN, ended: TEN + MINUTE }
    await context.db.insertInto('lesson_looks').values(look).execute()
    vi.setSystemTime(TEN + 2 * MINUTE)
    expect((await record(amy)).looks).toEqual([
      { at: TEN, until: TEN + MINUTE, who: expect.stringContaining('khan') as string, class: '9B Maths' },
    ])
    const ben = await school.device(BEN)
    await ben.heartbeat()
    expect((await record(ben)).looks).toEqual([])
    await context.db
      .insertInto('lesson_exempt')
      .values({ lesson, person: await context.people.numberOf(context.db, AMY) })
      .execute()
    expect((await record(amy)).looks).toEqual([])
  })
})
