/** From the draft to devices: with a reason, for all or for one group first, and back again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '../../lib/policy/document.ts'
import type { PolicyVersion, VersionChanges } from '../../lib/protocol/policy-editor.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../testing.ts'
import { type Desk, desk, GAMES, policyOf, publishSample, set } from './testing-policy.ts'

let server: TestServer
let nell: Desk
let device: TestDevice
beforeAll(async () => {
  server = await testServer()
  nell = await desk(server, 'Nell')
  device = await TestDevice.confirmed(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.context.db.deleteFrom('policy_edits').execute()
  await publishSample(server)
})

const YEAR_3 = ['groups', 'year-3', 'categories', 'games']
const gamesOf = async (group = 'year-9') => (await policyOf(device)).groups[group]?.categories.games
const versions = async () =>
  (await nell.ask<{ versions: PolicyVersion[] }>('GET', '/policy/versions')).body.versions
const changes = async ({ epoch, number }: Version) =>
  (await nell.ask<VersionChanges>('GET', `/policy/versions/${epoch}.${number}`)).body
const back = (version: Version, inForce: Version, reason = 'It closed too much') =>
  nell.ask('POST', '/policy/roll-back', { version, inForce, reason })

describe('publishing', () => {
  it('puts the draft into force with who and why, and empties it', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    expect((await nell.publish('Chess club asked')).status).toBe(200)
    expect(await gamesOf()).toBe('warn')
    expect((await nell.draft()).edits).toEqual([])
    const [first] = await versions()
    expect(first).toMatchObject({ by: 'Nell', reason: 'Chess club asked' })
    expect(await changes(first!.version)).toMatchObject({
      made: ['~ year-9, category games: block → warn (looser)'],
      back: [],
    })
  })
  it('publishes nothing that nobody has seen', async () => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    const { mark } = await nell.draft()
    await nell.edit(set(YEAR_3, undefined, 'warn'))
    expect(await nell.publish('Chess club asked', { mark })).toMatchObject({
      status: 409,
      body: { error: 'changed' },
    })
  })
  it.each(['', '  ', 'x'])('wants a reason: “%s”', async (reason) => {
    await nell.edit(set(GAMES, undefined, 'warn'))
    expect((await nell.publish(reason)).status).toBe(422)
  })
  it('does nothing where nothing would change', async () => {
    expect(await nell.publish('Just so')).toMatchObject({ status: 409, body: { error: 'nothing' } })
  })
})

describe('one group first', () => {
  it('has its own part; everything else is as it was, and waits in the draft', async () => {
    const contact = ['school', 'contact']
    await nell.edit(
      set(GAMES, undefined, 'warn'),
      set(YEAR_3, undefined, 'warn'),
      set(['clauses', 'new'], undefined, 'Play fair.'),
      set(['groups', 'year-9', 'entries'], samplePolicy().groups['year-9']!.entries, [
        { kind: 'suffix', host: 'chess.example', action: 'block', clause: 'new' },
      ]),
      set(contact, samplePolicy().school.contact, 'Nell'),
    )
    expect((await nell.publish('Try it', { group: 'year-9' })).status).toBe(200)
    const policy = await policyOf(device)
    expect(policy.groups['year-9']).toMatchObject({
      categories: { games: 'warn' },
      entries: [{ host: 'chess.example' }],
    })
    expect(policy.groups['year-3']).toEqual(samplePolicy().groups['year-3'])
    expect(policy.school).toEqual(samplePolicy().school)
    const { edits } = await nell.draft()
    expect(edits.map(({ path }) => path)).toEqual([YEAR_3, contact])
    expect((await versions())[0]).toMatchObject({ reason: 'year-9 first: Try it' })
    expect((await nell.publish('Now for all')).status).toBe(200)
    expect(await gamesOf('year-3')).toBe('warn')
    expect((await policyOf(device)).school.contact).toBe('Nell')
  })
  it('of which the draft says nothing is nothing to publish', async () => {
    await nell.edit(set(YEAR_3, undefined, 'warn'))
    expect((await nell.publish('Try it', { group: 'year-9' })).status).toBe(409)
  })
})

describe('going back', () => {
  it('publishes the earlier content as a new version, and says what that changes before', async () => {
    const [before] = await versions()
    await nell.edit(set(GAMES, undefined, 'allow'))
    await nell.publish('Open them')
    const [now] = await versions()
    expect((await changes(before!.version)).back).toEqual([
      '~ year-9, category games: allow → block (stricter)',
    ])
    expect((await back(before!.version, now!.version)).status).toBe(200)
    expect(await gamesOf()).toBeUndefined()
    const [last] = await versions()
    expect(last).toMatchObject({
      by: 'Nell',
      reason: `Back to ${before!.version.epoch}.${before!.version.number}: It closed too much`,
    })
    expect(last!.version.number).toBe(now!.version.number + 1)
    // And forward again, the same way.
    expect((await back(now!.version, last!.version, 'It was right')).status).toBe(200)
    expect(await gamesOf()).toBe('allow')
  })
  it('brings back nobody’s pause, and ends none', async () => {
    const pause = {
      id: 's',
      person: 'amy@school.example',
      from: 1_790_000_000_000,
      until: 1_800_000_000_000,
      reason: 'x',
      open: [],
    }
    await publishSample(server, { suspensions: [pause] })
    const [withPause] = await versions()
    await publishSample(server, { suspensions: [], school: { name: 'Hill', contact: '' } })
    const [now] = await versions()
    await back(withPause!.version, now!.version)
    const { context } = server
    const row = await context.envelopes.policy({ person: 'amy@school.example' })
    expect(JSON.stringify(row?.body)).not.toContain('amy')
    expect((await policyOf(device)).school.name).toBe(samplePolicy().school.name)
  })
  it('is refused where somebody published meanwhile, or there is no such version', async () => {
    const [now, before] = await versions()
    await publishSample(server, { school: { name: 'Hill', contact: '' } })
    expect((await back(before!.version, now!.version)).status).toBe(409)
    const [newest] = await versions()
    expect((await back({ epoch: 99, number: 1 }, newest!.version)).status).toBe(404)
    expect((await back(newest!.version, newest!.version)).status).toBe(409)
  })
})

it('begins with Kerb’s own defaults where nothing is published yet', async () => {
  const fresh = await testServer()
  try {
    const first = await desk(fresh, 'Nell')
    expect(await first.draft()).toMatchObject({ version: null, edits: [], problems: [] })
    expect((await first.publish('Try it', { group: 'staff' })).status).toBe(409)
    expect((await first.ask('POST', '/policy/previews', { mark: (await first.draft()).mark })).status).toBe(
      409,
    )
    await first.edit(set(['school', 'name'], 'Our school', 'Hill School'))
    expect(await first.publish('The first')).toMatchObject({ status: 200, body: { version: { number: 1 } } })
    const other = await TestDevice.confirmed(fresh)
    expect(await policyOf(other)).toMatchObject({ school: { name: 'Hill School' }, defaultGroup: 'primary' })
  } finally {
    await fresh.close()
  }
})
