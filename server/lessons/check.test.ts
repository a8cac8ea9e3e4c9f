/** Sites checked against the school's policy before a lesson, and asked for when it closes them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { GroupPolicy, PolicyDocument } from '../../lib/policy/document.ts'
import type { CheckedSite, SiteRequest } from '../../lib/protocol/lessons.ts'
import { setEnded } from '../classes/hand.ts'
import { publish } from '../documents/documents.ts'
import { LONGEST } from '../jobs/limits.ts'
import { expire } from '../jobs/retention.ts'
import { setName } from '../staff/members.ts'
import { setRoles } from '../staff/roles.ts'
import { samplePolicy, TestDevice } from '../testing.ts'
import { saveSet } from './sets.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from './testing-lessons.ts'

const OTHER = 'other@school.example'
const PATEL = 'patel@school.example'
const BY = { actor: 'test', note: '' }
let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY, BEN])
  await school.signIn(OTHER)
  await school.signIn(PATEL, ['network'])
  const khan = await school.signIn(KHAN)
  await setName(school.server.context, school.server.context.db, khan, 'Ms Khan')
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

/** A group that closes what it is given, and nothing else. */
function group(more: Partial<GroupPolicy>): GroupPolicy {
  const [any] = Object.values(samplePolicy().groups)
  if (!any) throw new Error('the sample has no group')
  return {
    ...any,
    ageGroup: 'sixth',
    categories: {},
    entries: [],
    timetable: [],
    unknownHosts: 'allow',
    ...more,
  }
}
const closing = (host: string, note?: string): GroupPolicy =>
  group({ entries: [{ kind: 'suffix', host, action: 'block', ...(note === undefined ? {} : { note }) }] })

const publishPolicy = (more: Partial<PolicyDocument>) => {
  const { db, vault } = school.server.context
  const policy = { ...samplePolicy(), people: {}, unblocks: [], suspensions: [], ...more }
  return publish(db, vault, 'policy', policy, BY)
}
const device = (name: string, claimed?: string) =>
  TestDevice.confirmed(school.server, {
    person: { name, from: 'profile' },
    ...(claimed === undefined ? {} : { group: claimed }),
  })
const check = (hosts: readonly string[], who = KHAN, id = maths) =>
  school.ask(who, 'POST', '/admin/lessons/check', { class: id, sites: hosts.map((host) => ({ host })) })
const checked = async (...hosts: string[]): Promise<CheckedSite[]> =>
  (await check(hosts)).json<{ sites: CheckedSite[] }>().sites

describe('checking sites', () => {
  it('says of each site whether all of the class find it closed, or some, and why', async () => {
    await publishPolicy({
      groups: { red: closing('both.test', 'Not this term'), blue: closing('blue.test') },
      defaultGroup: 'red',
    })
    await device(AMY, 'red')
    await device(BEN, 'blue')
    expect(await checked('both.test', 'www.blue.test', 'open.test')).toEqual([
      {
        host: 'both.test',
        closed: { for: 'some', why: 'The school has closed it: Not this term', asked: false },
      },
      {
        host: 'www.blue.test',
        closed: { for: 'some', why: 'The school has closed *.blue.test.', asked: false },
      },
      { host: 'open.test' },
    ])
    await publishPolicy({ groups: { red: closing('both.test'), blue: closing('both.test') } })
    expect(await checked('both.test', 'www.blue.test')).toMatchObject([
      { closed: { for: 'all', why: 'The school has closed *.both.test.' } },
      { host: 'www.blue.test' },
    ])
  })

  it('knows categories, the hour, paths, and sites that are in no list; a warning closes nothing', async () => {
    const games = {
      name: 'lessons',
      hours: { days: [2], from: 540, to: 660 },
      place: 'on-site' as const,
      categories: { games: 'block' as const },
    }
    await publishPolicy({
      groups: {
        red: group({
          categories: { games: 'warn', gambling: 'block' },
          unknownHosts: 'block',
          entries: [{ kind: 'path', host: 'wikipedia.org', path: '/wiki/Games', action: 'block' }],
          timetable: [games],
        }),
      },
      defaultGroup: 'red',
    })
    const why = async (...hosts: string[]) => (await checked(...hosts)).map(({ closed }) => closed?.why)
    expect(await why('bet365.com', 'unheard-of.example', 'miniclip.com', 'wikipedia.org')).toEqual([
      'The school closes “Gambling and betting”.',
      'It is in no list, and the school closes such sites.',
      'The school closes “Games” during “lessons”.',
      undefined,
    ])
    const sites = [{ host: 'en.wikipedia.org', path: '/wiki/Games/Chess' }]
    const answer = await school.ask(KHAN, 'POST', '/admin/lessons/check', { class: maths, sites })
    expect(answer.json()).toMatchObject({
      sites: [{ ...sites[0], closed: { why: 'The school has closed wikipedia.org/wiki/Games.' } }],
    })
    vi.setSystemTime(TEN + 2 * 3_600_000)
    await school.signIn(KHAN)
    expect(await why('miniclip.com')).toEqual([undefined])
  })

  it('places whoever’s device claims no group as the policy does: by name, else by default', async () => {
    await publishPolicy({
      groups: { red: closing('red.test'), blue: closing('blue.test') },
      defaultGroup: 'red',
      people: { [BEN]: 'blue' },
    })
    const closedFor = async () => (await checked('red.test', 'blue.test')).map(({ closed }) => closed?.for)
    // Nobody has a device yet.
    expect(await closedFor()).toEqual(['some', 'some'])
    await device(BEN)
    expect(await closedFor()).toEqual([undefined, 'all'])
    await device(AMY)
    expect(await closedFor()).toEqual(['some', 'some'])
  })

  it('goes by what is published last: the policy and the lists', async () => {
    const { db, vault } = school.server.context
    await publishPolicy({ groups: { red: group({}) }, defaultGroup: 'red' })
    expect(await checked('listed.example')).toEqual([{ host: 'listed.example' }])
    const segment = {
      id: 's',
      name: 'Ours',
      licence: 'own',
      category: 'gambling',
      hosts: ['listed.example'],
    } as const
    const lists = {
      version: { epoch: 0, number: 0 },
      issuedAt: 0,
      segments: [{ ...segment, hosts: [...segment.hosts] }],
    }
    await publish(db, vault, 'lists', lists, BY)
    expect(await checked('listed.example')).toMatchObject([{ closed: { for: 'all' } }])
    await publishPolicy({
      groups: { red: group({ categories: { gambling: 'allow' } }) },
      defaultGroup: 'red',
    })
    expect(await checked('listed.example')).toEqual([{ host: 'listed.example' }])
    await school.restart()
    expect(await checked('listed.example')).toEqual([{ host: 'listed.example' }])
  })

  it('where nothing is published says nothing: devices go by their managed values', async () => {
    expect(await checked('unheard-of.example', 'bet365.com')).toEqual([
      { host: 'unheard-of.example' },
      { host: 'bet365.com' },
    ])
  })

  it('but what the law forbids is closed to all, whatever is published', async () => {
    const { db, vault } = school.server.context
    const segment = { id: 's', name: 'Ours', licence: 'own', category: 'illegal-terror' as const }
    const segments = [{ ...segment, hosts: ['forbidden.example'] }]
    const lists = { version: { epoch: 0, number: 0 }, issuedAt: 0, segments }
    await publish(db, vault, 'lists', lists, BY)
    const why = 'The law forbids it. Nobody can open it.'
    expect(await checked('forbidden.example')).toMatchObject([{ closed: { for: 'all', why } }])
  })

  it('is for the class’s teachers', async () => {
    expect((await check(['maths.test'], OTHER)).statusCode).toBe(404)
    expect((await check(['maths.test'], KHAN, 999)).statusCode).toBe(404)
    expect((await check(['maths.test'], PATEL)).statusCode).toBe(403)
    expect((await check(['https://maths.test'])).statusCode).toBe(422)
    expect((await check(Array.from({ length: 201 }, (_, i) => `h${i}.test`))).statusCode).toBe(422)
  })
})

describe('asking for a site', () => {
  const askFor = (host: string, more: object = {}, who = KHAN) =>
    school.ask(who, 'POST', '/admin/lessons/ask', { class: maths, site: { host }, ...more })
  const requests = async () =>
    (await school.ask(PATEL, 'GET', '/admin/site-requests')).json<{ requests: SiteRequest[] }>().requests
  const decide = (id: number, state: string, who = PATEL) =>
    school.ask(who, 'POST', `/admin/site-requests/${id}`, { state })

  it('puts it before the network manager once, who says what became of it', async () => {
    await publishPolicy({ groups: { red: closing('chess.test') }, defaultGroup: 'red' })
    expect((await askFor('chess.test', { why: ' For the club ' })).statusCode).toBe(204)
    expect((await askFor('chess.test')).statusCode).toBe(204)
    await school.restart()
    const [request, ...more] = await requests()
    expect(more).toEqual([])
    expect(request).toEqual({
      id: request?.id,
      host: 'chess.test',
      class: '9B Maths',
      by: 'Ms Khan',
      why: 'For the club',
      at: TEN,
      state: 'open',
    })
    expect(await checked('chess.test')).toMatchObject([{ closed: { asked: true } }])
    const id = request?.id ?? 0
    expect((await decide(id, 'declined')).json()).toMatchObject({ id, state: 'declined' })
    expect((await decide(id, 'done')).statusCode).toBe(409)
    expect(await checked('chess.test')).toMatchObject([{ closed: { asked: false } }])
    // What was declined may be asked again.
    await askFor('chess.test')
    expect((await requests()).map(({ state }) => state)).toEqual(['open', 'declined'])
    expect(await school.audit()).toEqual(
      expect.arrayContaining([`site-ask ${id} class:${maths}`, `site-request-declined ${id}`]),
    )
  })

  it('is for the class’s teachers, and deciding for the network manager', async () => {
    expect((await askFor('chess.test', {}, OTHER)).statusCode).toBe(404)
    expect((await askFor('chess.test', { class: 999 })).statusCode).toBe(404)
    expect((await askFor('chess test')).statusCode).toBe(422)
    expect((await askFor('chess.test', { why: 'x'.repeat(301) })).statusCode).toBe(422)
    await askFor('chess.test', { site: { host: 'chess.test', path: '/rules' } })
    const id = (await requests())[0]?.id ?? 0
    expect((await decide(id, 'done', KHAN)).statusCode).toBe(403)
    expect((await decide(id, 'open')).statusCode).toBe(422)
    expect((await decide(id + 1, 'done')).statusCode).toBe(404)
    expect((await school.ask(KHAN, 'GET', '/admin/site-requests')).statusCode).toBe(403)
  })

  it('has an end for one teacher', async () => {
    for (let i = 0; i < 100; i += 1) await askFor(`h${i}.test`)
    expect((await askFor('one-more.test')).json()).toMatchObject({ error: 'many' })
    expect((await askFor('h7.test')).statusCode).toBe(204)
  })

  it('says nothing in the database, also of a class that ended, and is forgotten after twelve months', async () => {
    const { db, people } = school.server.context
    await askFor('chess.test', { why: 'Amy would like it' })
    await setEnded(db, maths, true, { actor: 'test', now: TEN })
    const rows = await db.selectFrom('site_requests').selectAll().execute()
    expect(Buffer.from(rows[0]?.content ?? []).toString('latin1')).not.toMatch(/chess|Amy/)
    expect((await school.audit()).join()).not.toMatch(/chess|Amy|khan/i)
    await expire(db, people, TEN + LONGEST - 1)
    expect(await requests()).toHaveLength(1)
    await expire(db, people, TEN + LONGEST + 1)
    expect(await requests()).toEqual([])
  })

  it('keeps saved sites for as long as their owner is anybody, teacher or not', async () => {
    const { context } = school.server
    const { db, people } = context
    const set = { name: 'Maths', sites: [{ host: 'maths.test' }], frames: [] }
    const left = await people.numberOf(db, 'left@school.example')
    const khan = await people.numberOf(db, KHAN)
    for (const person of [left, khan]) await saveSet(context, person, set, TEN)
    await setRoles(db, khan, 'administrator', [], TEN)
    await expire(db, people, TEN)
    expect(await db.selectFrom('site_sets').select('person').execute()).toEqual([{ person: khan }])
  })
})
