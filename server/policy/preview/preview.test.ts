/** The preview on the last week: what it counts, what it leaves out, and that it names nobody. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewResult } from '../../../lib/protocol/policy-editor.ts'
import type { Row } from '../../../lib/protocol/rows.ts'
import { idOf, samplePolicy, TestDevice, testServer, type TestServer, visit } from '../../testing.ts'
import { type Desk, desk, GAMES, item, publishSample, set } from '../testing-policy.ts'

const HOUR = 3_600_000
let server: TestServer
let nell: Desk
const at = (hours: number) => Date.now() - hours * HOUR
const name = (i: number, group = 'pupil') => `${group}${i}@school.example`
const ENTRIES = ['groups', 'year-9', 'entries']

const opened = (seq: number, who: string, host: string, hours = 30): Row =>
  visit(seq, {
    at: at(hours),
    host,
    who: { name: who, from: 'profile' },
    categories: [],
    reason: 'unknown-host',
  })
const stopped = (seq: number, who: string, host: string, more: object = {}): Row =>
  ({
    ...opened(seq, who, host),
    kind: 'blocked',
    action: 'block',
    reason: 'category',
    target: 'page',
    ...more,
  }) as Row

/** Six pupils of year 9 and two of year 3, each on a device of their own. */
beforeAll(async () => {
  server = await testServer()
  const people = Object.fromEntries([
    ...[1, 2, 3, 4, 5, 6].map((i) => [name(i), 'year-9']),
    ...[1, 2].map((i) => [name(i, 'small'), 'year-3']),
  ])
  const { groups } = samplePolicy()
  groups['year-9'] = { ...groups['year-9']!, timetable: [] }
  await publishSample(server, { people, groups, defaultGroup: 'year-9' })
  nell = await desk(server, 'Nell')
  for (let i = 1; i <= 6; i += 1) {
    const device = await TestDevice.confirmed(server, { person: { name: name(i), from: 'profile' } })
    await device.activity([
      opened(1, name(i), 'busy.example'),
      opened(2, name(i), 'sub.busy.example', 50),
      // Longer ago than a week.
      opened(3, name(i), 'busy.example', 24 * 9),
      ...(i <= 2 ? [opened(4, name(i), 'rare.example')] : [opened(4, name(i), 'other.example')]),
      stopped(5, name(i), 'coolmathgames.com'),
      // A lesson closed it: no policy would open it.
      stopped(6, name(i), 'coolmathgames.com', { reason: 'lesson' }),
      stopped(7, name(i), 'coolmathgames.com', { target: 'frame' }),
    ])
  }
  for (const i of [1, 2]) {
    const device = await TestDevice.confirmed(server, { person: { name: name(i, 'small'), from: 'profile' } })
    await device.activity([opened(1, name(i, 'small'), 'busy.example')])
  }
  const stranger = await TestDevice.make(server, { person: { name: name(9), from: 'profile' } })
  await stranger.enrol()
  await stranger.activity([opened(1, name(9), 'busy.example')])
})
afterEach(() => server.context.db.deleteFrom('policy_edits').execute())
afterAll(() => server.close())

const block = (host: string) => item(ENTRIES, undefined, { kind: 'suffix', host, action: 'block' })
async function result(): Promise<PreviewResult> {
  const { state, result: found } = await nell.preview()
  expect(state).toBe('done')
  return found!
}

describe('what would have been stopped', () => {
  it('is counted by visits, people and hosts, within the week and in fives', async () => {
    await nell.edit(block('busy.example'))
    const { parts, looked } = await result()
    expect(parts.stopped).toEqual({
      visits: 10,
      pupils: 5,
      hosts: 2,
      named: [
        { host: 'busy.example', visits: 5, pupils: 5, groups: ['year-9'], categories: [] },
        { host: 'sub.busy.example', visits: 5, pupils: 5, groups: ['year-9'], categories: [] },
      ],
    })
    expect(parts.opened.visits + parts.warned.visits + parts.unwarned.visits).toBe(0)
    expect(looked).toBe(6 * 5)
  })
  it('by fewer than five people says no number of people, and not by its visits either', async () => {
    await nell.edit(block('rare.example'))
    expect((await result()).parts.stopped).toMatchObject({
      visits: 1,
      pupils: 1,
      named: [{ visits: 'few', pupils: 'few' }],
    })
  })
  it('is not found out by a total of two sites', async () => {
    await nell.edit(block('other.example'))
    const { visits, pupils } = (await result()).parts.stopped
    await nell.edit(block('rare.example'))
    const both = (await result()).parts.stopped
    expect([visits, pupils]).toEqual([1, 1])
    expect(both).toMatchObject({ visits: 6, pupils: 6, named: [{ pupils: 'few' }, { pupils: 'few' }] })
  })
  it('by unknown sites is asked about', async () => {
    await nell.edit(set(['groups', 'year-9', 'unknownHosts'], 'allow', 'warn'))
    expect((await result()).parts.warned).toMatchObject({ visits: 17, pupils: 5, hosts: 4 })
  })
})

it('what would newly open is what the policy closed, on pages, and no lesson', async () => {
  await nell.edit(set(GAMES, undefined, 'allow'))
  expect((await result()).parts.opened).toMatchObject({
    visits: 5,
    pupils: 5,
    named: [{ host: 'coolmathgames.com', categories: expect.arrayContaining(['games']) }],
  })
})

describe('nobody is found out', () => {
  it('of a group of fewer than five nothing is counted', async () => {
    await nell.edit(
      item(['groups', 'year-3', 'entries'], undefined, {
        kind: 'suffix',
        host: 'busy.example',
        action: 'allow',
      }),
    )
    await nell.edit(set(['groups', 'year-3', 'unknownHosts'], 'block', 'allow'), block('busy.example'))
    const { small, parts } = await result()
    expect(small).toEqual(['year-3'])
    expect(parts.stopped.named.every(({ groups }) => !groups.includes('year-3'))).toBe(true)
  })
  it('by putting one pupil alone into a group in which everything is closed', async () => {
    const alone = { ...samplePolicy().groups['year-9']!, unknownHosts: 'block' }
    await nell.edit(set(['groups', 'alone'], undefined, alone), set(['people', name(1)], 'year-9', 'alone'))
    const { parts } = await result()
    expect(parts.stopped).toMatchObject({ visits: 0, named: [] })
  })
  it('by its words', async () => {
    await nell.edit(block('busy.example'))
    expect(JSON.stringify(await nell.preview())).not.toContain('@')
  })
})

describe('a preview', () => {
  it('is made of the draft that was looked at, and for whoever asked', async () => {
    await nell.edit(block('busy.example'))
    const omar = await desk(server, 'Omar')
    expect((await nell.ask('POST', '/policy/previews', { mark: 'another' })).status).toBe(409)
    const { id } = await nell.preview()
    expect((await omar.ask('GET', `/policy/previews/${id}`)).status).toBe(404)
    expect((await nell.ask('DELETE', `/policy/previews/${id}`)).status).toBe(204)
    expect((await nell.ask('GET', `/policy/previews/${id}`)).status).toBe(404)
  })
  it('that is called off makes room for the next', async () => {
    await nell.edit(block('busy.example'))
    const { mark } = await nell.draft()
    for (let i = 0; i < 6; i += 1) {
      const { status, body } = await nell.ask<{ id: string }>('POST', '/policy/previews', { mark })
      expect(status).toBe(200)
      await nell.ask('DELETE', `/policy/previews/${body.id}`)
    }
    expect((await result()).parts.stopped.visits).toBe(10)
  })
  it('is on the audit', async () => {
    await nell.preview()
    const row = await server.context.db
      .selectFrom('audit')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ actor: `staff:${nell.person}`, action: 'policy-preview' })
  })
})

it('paths count where they are kept and an entry asks for them', async () => {
  const device = await TestDevice.confirmed(server, { person: { name: name(1), from: 'profile' } })
  await device.activity([
    { ...opened(1, name(1), 'paths.example'), path: '/forum/one' } as Row,
    { ...opened(2, name(1), 'paths.example'), path: '/lessons' } as Row,
    opened(3, name(1), 'paths.example'),
  ])
  await nell.edit(
    item(ENTRIES, undefined, { kind: 'path', host: 'paths.example', path: '/forum', action: 'block' }),
  )
  expect((await result()).parts.stopped).toMatchObject({ visits: 1, named: [{ host: 'paths.example' }] })
})

// Was broken: the place that was probed ended the search, and a quiet 0 was published on.
it('rows with an old clock hide no rows before them', async () => {
  const device = await TestDevice.confirmed(server, { person: { name: name(1), from: 'profile' } })
  const { db, people } = server.context
  const [installation, person] = [await idOf(device), await people.numberOf(db, name(1))]
  await sql`INSERT INTO rows (installation, seq, at, received, kind, person, host, action)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
    SELECT ${installation}, i, CASE WHEN i BETWEEN 600 AND 800 THEN ${Date.UTC(2023, 1)} ELSE ${at(50)} + i END,
      ${at(50)} + i, 'visit',
      ${person}, CASE WHEN i <= 60 THEN 'early.example' ELSE 'later.example' END, 'allow' FROM n`.execute(db)
  await nell.edit(block('early.example'))
  expect((await result()).parts.stopped).toMatchObject({ visits: 60 })
})
