/** What is opened or paused for somebody: in the policy of those alone whom it is for, and over by itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Exceptions } from '../../lib/protocol/exceptions.ts'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { type Desk, desk, policyOf, publishSample } from '../policy/testing-policy.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

const AMY = 'amy.pupil@school.example'
const BEN = 'ben.pupil@school.example'
const HOUR = 3_600_000

let server: TestServer
let nell: Desk
let lead: Desk
let amy: TestDevice
let ben: TestDevice
let maths: number
beforeAll(async () => {
  server = await testServer()
  await publishSample(server)
  ;[nell, lead] = [await desk(server, 'Nell'), await desk(server, 'Okoro', ['dsl'])]
  amy = await TestDevice.confirmed(server, { person: { name: AMY, from: 'profile' } })
  ben = await TestDevice.confirmed(server, { person: { name: 'Ben.Pupil@school.example', from: 'profile' } })
  const by = { actor: 'test', now: Date.now() }
  maths = await makeClass(server.context.db, '9B Maths', by)
  await changeMembers(server.context, maths, { role: 'pupils', action: 'add', addresses: BEN }, by)
})
afterEach(() => server.context.db.deleteFrom('policy_exceptions').execute())
afterAll(() => server.close())

const entry = { kind: 'suffix', host: 'games.example', action: 'allow' }
const unblock = (whom: object, more: object = {}) =>
  nell.ask<Exceptions>('POST', '/unblocks', {
    whom,
    entries: [entry],
    until: Date.now() + HOUR,
    reason: 'Topic of the week',
    ...more,
  })
const pause = (more: object = {}, who = lead) =>
  who.ask<Exceptions>('POST', '/suspensions', {
    person: AMY,
    until: Date.now() + HOUR,
    reason: 'Agreed with home',
    talkTo: 'Mrs Okoro, room 4',
    open: ['maths.example'],
    ...more,
  })
const opened = async (device: TestDevice) =>
  (await policyOf(device)).unblocks.map(({ entry: { host }, reason }) => `${host}: ${reason}`)

describe('an unblock', () => {
  it('is for one person, and for nobody else', async () => {
    expect((await unblock({ person: AMY })).status).toBe(200)
    expect(await opened(amy)).toContain('games.example: Topic of the week')
    expect(await opened(ben)).not.toContain('games.example: Topic of the week')
  })
  it('is for a class, and for who comes into it later', async () => {
    await unblock({ class: maths })
    expect(await opened(ben)).toContain('games.example: Topic of the week')
    expect(await opened(amy)).not.toContain('games.example: Topic of the week')
    const by = { actor: 'test', now: Date.now() }
    await changeMembers(server.context, maths, { role: 'pupils', action: 'add', addresses: AMY }, by)
    expect(await opened(amy)).toContain('games.example: Topic of the week')
    await changeMembers(server.context, maths, { role: 'pupils', action: 'remove', addresses: AMY }, by)
  })
  it('is for a group, by its name, also on a device that stands for nobody', async () => {
    const trolley = await TestDevice.confirmed(server)
    const plain = await policyOf(trolley)
    await unblock({ group: 'year-9' })
    expect((await policyOf(trolley)).unblocks).toMatchObject([
      ...plain.unblocks,
      { forGroup: 'year-9', entry },
    ])
  })
  it('is told of by another tag at once, and gone from the policy when it is ended', async () => {
    const tag = async () => (await amy.send('GET', '/v1/policy')).response.headers['etag']
    const before = await tag()
    const { body } = await unblock({ person: AMY })
    expect(await tag()).not.toBe(before)
    const done = await nell.ask<Exceptions>('DELETE', `/unblocks/${body.exceptions[0]!.id}`)
    expect(done.body.exceptions[0]).toMatchObject({ endedBy: 'Nell', ended: expect.any(Number) })
    expect(await tag()).toBe(before)
  })
  it('ends by itself', async () => {
    await unblock({ person: AMY })
    await server.context.db
      .updateTable('policy_exceptions')
      .set({ until: Date.now() - 1 })
      .execute()
    expect(await opened(amy)).not.toContain('games.example: Topic of the week')
    expect((await nell.ask<Exceptions>('GET', '/exceptions')).body.exceptions).toMatchObject([
      { ended: null },
    ])
  })
  it('is withheld from who is not confirmed', async () => {
    await unblock({ group: 'year-9' })
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    expect((await policyOf(stranger)).unblocks.some(({ entry: { host } }) => host === 'games.example')).toBe(
      false,
    )
  })
  it.each([
    ['a person whom nobody knows', { person: 'nobody@school.example' }, {}],
    ['a class that there is not', { class: 99_999 }, {}],
    ['a group that there is not', { group: 'year-99' }, {}],
    ['no end', { person: AMY }, { until: Date.now() - 1 }],
    ['more than a year', { person: AMY }, { until: Date.now() + 400 * 24 * HOUR }],
    ['no reason', { person: AMY }, { reason: '  ' }],
    ['nothing that opens', { person: AMY }, { entries: [{ ...entry, action: 'block' }] }],
    ['no site', { person: AMY }, { entries: [] }],
  ])('is refused for %s', async (_what, whom, more) => {
    expect((await unblock(whom, more)).status).toBe(422)
  })
})

describe('a suspension', () => {
  it('says what stays open, why, until when, and whom to talk to, to that person alone', async () => {
    expect((await pause()).status).toBe(200)
    expect((await policyOf(amy)).suspensions).toMatchObject([
      { person: AMY, reason: 'Agreed with home', talkTo: 'Mrs Okoro, room 4', open: ['maths.example'] },
    ])
    expect((await policyOf(ben)).suspensions).toEqual([])
  })
  it('is ended by whoever may make one', async () => {
    const { body } = await pause()
    await nell.ask('DELETE', `/suspensions/${body.exceptions[0]!.id}`)
    expect((await policyOf(amy)).suspensions).toEqual([])
    expect((await lead.ask<Exceptions>('GET', '/exceptions')).body.exceptions[0]).toMatchObject({
      whom: AMY,
      by: 'Okoro',
      endedBy: 'Nell',
    })
  })
  it('is of a pupil, and of three months at most', async () => {
    expect((await pause({ person: 'nell@school.example' })).body).toMatchObject({ error: 'staff' })
    expect((await pause({ until: Date.now() + 100 * 24 * HOUR })).status).toBe(422)
  })
})

describe('who sees what', () => {
  it('a safeguarding lead sees pauses, and no unblocks', async () => {
    await unblock({ person: BEN })
    await pause()
    const { body } = await lead.ask<Exceptions>('GET', '/exceptions')
    expect(body.exceptions.map(({ kind }) => kind)).toEqual(['suspension'])
    expect(body).toMatchObject({ groups: [], classes: [] })
    expect((await unblock({ person: BEN }).then(() => lead.ask('POST', '/unblocks', {}))).status).toBe(403)
  })
  it('everything is on the audit, by number', async () => {
    const { body } = await pause()
    await lead.ask('DELETE', `/suspensions/${body.exceptions[0]!.id}`)
    const rows = await server.context.db
      .selectFrom('audit')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(2)
      .execute()
    const subject = String(body.exceptions[0]!.id)
    expect(rows).toMatchObject([
      { action: 'suspension-end', subject, actor: `staff:${lead.person}` },
      { action: 'suspension', subject, actor: `staff:${lead.person}` },
    ])
  })
  it('nothing of it can be read on the disk', async () => {
    await pause({ reason: 'unmistakable words' })
    const [row] = await server.context.db.selectFrom('policy_exceptions').select('content').execute()
    expect(Buffer.from(row!.content).toString('latin1')).not.toContain('unmistakable')
  })
})
