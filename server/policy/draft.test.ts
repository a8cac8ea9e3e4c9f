/** Several people edit one draft; versions are published meanwhile; nobody's work is lost, and nothing goes unseen. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplePolicy, testServer, type TestServer } from '../testing.ts'
import { type Desk, desk, GAMES, item, publishSample, set } from './testing-policy.ts'

let server: TestServer
let nell: Desk
let omar: Desk
beforeAll(async () => {
  server = await testServer()
  ;[nell, omar] = [await desk(server, 'Nell'), await desk(server, 'Omar')]
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.context.db.deleteFrom('policy_edits').execute()
  await publishSample(server)
})

const STREAMING = ['groups', 'year-9', 'categories', 'streaming']
const ENTRIES = ['groups', 'year-9', 'entries']
const entry = (host: string) => ({ kind: 'suffix', host, action: 'block' })
const group = async (name = 'year-9') => (await nell.draft()).document.groups[name]!

describe('two people', () => {
  it('edit different places, and both keep their work', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    await omar.edit(set(STREAMING, undefined, 'allow'))
    await Promise.all([
      nell.edit(item(ENTRIES, undefined, entry('one.example'))),
      omar.edit(item(ENTRIES, undefined, entry('two.example'))),
    ])
    const { categories, entries } = await group()
    expect(categories).toMatchObject({ games: 'warn', streaming: 'allow' })
    expect(entries.map(({ host }) => host)).toEqual(expect.arrayContaining(['one.example', 'two.example']))
    const { edits } = await nell.draft()
    expect(edits.map(({ by }) => by).toSorted()).toEqual(['Nell', 'Nell', 'Omar', 'Omar'])
  })

  it('meet at one place: the second sees both, and nothing of theirs was taken', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    const late = await omar.edit(set(STREAMING, undefined, 'allow'), set(GAMES, undefined, 'allow'))
    expect(late.conflicts).toEqual([{ edit: 1, now: 'warn', by: 'Nell', at: expect.any(Number) }])
    expect(await group()).toMatchObject({ categories: { games: 'warn' } })
    expect((await group()).categories).not.toHaveProperty('streaming')
    expect((await omar.edit(set(GAMES, 'warn', 'allow'))).conflicts).toEqual([])
    expect((await nell.draft()).edits).toMatchObject([{ path: GAMES, to: 'allow', by: 'Omar' }])
  })

  it('a change taken back leaves nothing, in two steps or by itself', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    await nell.edit(set(GAMES, 'warn', undefined))
    expect((await nell.draft()).edits).toEqual([])
    await nell.edit(set(GAMES, undefined, 'warn'), set(STREAMING, undefined, 'allow'))
    const { edits } = await nell.draft()
    await omar.ask('DELETE', `/policy/draft/edits/${edits[0]!.id}`)
    expect((await nell.draft()).edits.map(({ path }) => path)).toEqual([STREAMING])
  })
})

describe('a version that comes meanwhile', () => {
  const published = (games: 'allow' | 'block') => {
    const { groups } = samplePolicy()
    groups['year-9']!.categories.games = games
    return publishSample(server, { groups })
  }
  it('is under the draft at once; what no longer fits is told of, and decided by a person', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'), set(STREAMING, undefined, 'allow'))
    await published('allow')
    const draft = await omar.draft()
    expect(draft.document.groups['year-9']!.categories).toMatchObject({ games: 'allow', streaming: 'allow' })
    expect(draft.edits).toMatchObject([{ stuck: true, now: 'allow', to: 'warn' }, { stuck: false }])
    expect((await omar.publish('Try')).body).toMatchObject({ error: 'stuck' })
    await omar.ask('POST', `/policy/draft/edits/${draft.edits[0]!.id}/keep`)
    const kept = await omar.draft()
    expect(kept.document.groups['year-9']!.categories).toMatchObject({ games: 'warn', streaming: 'allow' })
    expect(kept.edits.some(({ stuck }) => stuck)).toBe(false)
  })
  it('which says what the draft wanted leaves nothing to decide', async () => {
    await nell.edit(set(GAMES, undefined, 'allow'))
    await published('allow')
    expect(await nell.draft()).toMatchObject({ edits: [{ stuck: false }], changes: [] })
  })
  it('without a group keeps changes of that group out, and says so', async () => {
    await nell.edit(
      set(GAMES, undefined, 'warn'),
      set(['school', 'contact'], samplePolicy().school.contact, 'Nell'),
    )
    const { 'year-9': _gone, ...groups } = samplePolicy().groups
    await publishSample(server, { groups, people: {}, unblocks: [], defaultGroup: 'year-3' })
    const { edits, document } = await nell.draft()
    expect(edits.map(({ stuck }) => stuck)).toEqual([true, false])
    expect(document.school.contact).toBe('Nell')
    expect(document.groups).not.toHaveProperty('year-9')
    expect((await nell.ask('POST', `/policy/draft/edits/${edits[0]!.id}/keep`)).status).toBe(409)
  })
})

describe('what is wrong', () => {
  it('of its kind is refused with the field and what to write', async () => {
    const { status, body } = await nell.ask('POST', '/policy/draft/edits', {
      edits: [set(GAMES, undefined, 'blok')],
    })
    expect({ status, body }).toMatchObject({
      status: 422,
      body: {
        field: 'groups.year-9.categories.games',
        message: expect.stringContaining('Did you mean “block”?'),
      },
    })
  })
  it('in its meaning is kept, said at its field, and not published', async () => {
    await nell.edit(set(['groups', 'year-9', 'recording', 'detail'], 'least', 'paths'))
    const { problems } = await nell.draft()
    expect(problems).toMatchObject([{ field: 'groups.year-9.recording.reason', wrong: 'is missing' }])
    expect((await nell.publish('Try')).status).toBe(422)
    await nell.edit(set(['groups', 'year-9', 'recording', 'reason'], undefined, 'Agreed by governors'))
    expect((await nell.draft()).problems).toEqual([])
  })
  it.each([[['unblocks']], [['version', 'number']], [['groups', '__proto__', 'x']], [[]]])(
    'of a place that is not edited here is refused: %j',
    async (path) => {
      expect(
        (await nell.ask('POST', '/policy/draft/edits', { edits: [set(path, undefined, 1)] })).status,
      ).toBe(422)
    },
  )
  it('an edit of a list that is none is refused', async () => {
    const { status } = await nell.ask('POST', '/policy/draft/edits', {
      edits: [item(GAMES, undefined, 'warn')],
    })
    expect(status).toBe(422)
  })
})

describe('what is told', () => {
  it('names nobody but whom one asks for by address', async () => {
    const people = { 'amy.pupil@school.example': 'year-9', 'ben.pupil@school.example': 'year-9' }
    await publishSample(server, { people })
    await nell.edit(set(['people', 'ben.pupil@school.example'], 'year-9', 'year-3'))
    const { body } = await nell.ask<object>('GET', '/policy/draft')
    expect(JSON.stringify(body)).not.toContain('amy.pupil')
    expect(body).toMatchObject({ people: { 'year-9': 1, 'year-3': 1 }, aboutPeople: 1, changes: [] })
    expect((await nell.ask('GET', '/policy/people?find=pupil')).body).toMatchObject({
      people: [
        { address: 'amy.pupil@school.example', group: 'year-9' },
        { address: 'ben.pupil@school.example', group: 'year-3' },
      ],
    })
    const audit = await server.context.db.selectFrom('audit').select(['action', 'subject']).execute()
    expect(JSON.stringify(audit)).not.toContain('pupil@')
    expect(audit.at(-1)).toEqual({ action: 'policy-edit', subject: 'people' })
  })
  it('lies sealed on the disk', async () => {
    await nell.edit(set(['people', 'unmistakable@school.example'], undefined, 'year-3'))
    const [row] = await server.context.db.selectFrom('policy_edits').select('content').execute()
    expect(Buffer.from(row!.content).toString('latin1')).not.toContain('unmistakable')
  })
})

it('the whole draft is put away, unless somebody has gone on with it', async () => {
  await nell.edit(set(GAMES, undefined, 'warn'))
  const { mark } = await nell.draft()
  await omar.edit(set(STREAMING, undefined, 'allow'))
  expect((await nell.ask('POST', '/policy/draft/drop', { mark })).status).toBe(409)
  await nell.ask('POST', '/policy/draft/drop', { mark: (await nell.draft()).mark })
  expect((await omar.draft()).edits).toEqual([])
})
