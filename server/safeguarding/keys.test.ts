/** How keys come and go, and who tries to come in another way. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memberClient } from '../../lib/concern/member-client.ts'
import { memberKeyFrom } from '../../lib/concern/member-key.ts'
import { newSecret } from '../../lib/concern/recovery-code.ts'
import { firstJoin, joinOf } from '../../lib/concern/statements.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import {
  clientOf,
  endKey,
  member,
  type Member,
  vouch,
  write,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { memberCookie, SAME_ORIGIN, signInStaff } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { makeCode } from './joining.ts'

let server: TestServer
let device: TestDevice
let khan: Member

beforeAll(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
})
afterAll(() => server.close())

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : error),
  )
const place = async () => ({ last: (await server.context.ledgers.current()).name, at: Date.now() })
const asStaff = async (method: 'GET' | 'POST', url: string, cookie: string, payload?: object) => {
  const answer = await server.app.inject({
    method,
    url,
    headers: { ...SAME_ORIGIN, cookie },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}

test('devices hear of the keys with their heartbeat, and are handed all of them', async () => {
  const { name, statements } = await server.context.ledgers.current()
  expect((await device.heartbeat()).body).toMatchObject({ safeguarding: name })
  expect((await device.send('GET', '/v1/safeguarding')).body).toEqual({ ledger: statements })
})

test('a key that asks waits until one of the team lets it in, and then reads', async () => {
  const jones = await member(server, 'jones@school.example')
  expect(await refused(jones.inbox())).toBe('401 unknown-key')
  expect((await khan.lookAfter()).joining).toMatchObject([
    { account: 'jones@school.example', role: 'team', keys: jones.own.keys },
  ])
  await vouch(server, khan, jones)
  expect((await khan.lookAfter()).joining).toEqual([])
  expect(await jones.inbox()).toEqual({ concerns: [] })
  await endKey(server, khan, jones)
  expect(await refused(jones.inbox())).toBe('401 unknown-key')
})

test('a code works once, for a day, and only for the key that signs', async () => {
  const { person } = await memberCookie(server, 'patel@school.example', ['dsl'])
  const own = await memberKeyFrom(newSecret())
  const { code } = await makeCode(server.context.db, { person, role: 'team' }, Date.now())
  const api = memberClient(clientOf(server, own))
  const other = await memberKeyFrom(newSecret())
  expect(await refused(api.join({ code, keys: other.keys, name: 'Mx Patel' }))).toBe('401 signature')
  expect(await refused(api.join({ code: 'ABCDEFGHJKMN', keys: own.keys, name: 'Mx Patel' }))).toBe('403 code')
  await api.join({ code: code.toLowerCase().replaceAll('-', ' '), keys: own.keys, name: 'Mx Patel' })
  expect(await refused(api.join({ code, keys: own.keys, name: 'Mx Patel' }))).toBe('403 code')
  const old = await makeCode(server.context.db, { person, role: 'team' }, Date.now() - 25 * 3_600_000)
  expect(await refused(api.join({ code: old.code, keys: own.keys, name: 'Mx Patel' }))).toBe('403 code')
})

test('nobody becomes first a second time, and a code that was refused is still good', async () => {
  const { person } = await memberCookie(server, 'second@school.example', ['dsl'])
  const own = await memberKeyFrom(newSecret())
  const { code } = await makeCode(server.context.db, { person, role: 'team' }, Date.now())
  const api = memberClient(clientOf(server, own))
  const first = await firstJoin(own, 'Second', Date.now())
  expect(await refused(api.join({ code, keys: own.keys, name: 'Second', first }))).toBe('409 not-first')
  await api.join({ code, keys: own.keys, name: 'Second' })
})

test('a statement fits the end of the list or is refused', async () => {
  const head = await member(server, 'head@school.example', 'head')
  const asked = { keys: head.own.keys, name: 'Mr Head', role: 'head' } as const
  const stale = await joinOf(khan.own, asked, { last: 'x'.repeat(43), at: 1 })
  expect(await refused(khan.append(stale))).toBe('409 not-the-end')
  const forged = await joinOf({ ...khan.own, signKey: head.own.signKey }, asked, await place())
  expect(await refused(khan.append(forged))).toBe('409 statement')
  const asTeam = await joinOf(khan.own, { ...asked, role: 'team' }, await place())
  expect(await refused(khan.append(asTeam))).toBe('409 not-asked')
  const stranger = await memberKeyFrom(newSecret())
  const unknown = await joinOf(khan.own, { ...asked, keys: stranger.keys }, await place())
  expect(await refused(khan.append(unknown))).toBe('409 not-asked')
  const good = await joinOf(khan.own, asked, await place())
  await khan.append(good)
  expect(await refused(khan.append(good))).toBe('409 not-the-end')
  // The head reads what is meant for the head, and looks after no keys.
  const more = await joinOf(head.own, { ...asked, keys: stranger.keys }, await place())
  expect(await refused(head.append(more))).toMatch(/^409/)
  expect(await head.inbox()).toEqual({ concerns: [] })
})

test('a restart reads the same list, and what is sealed in it opens with the data key alone', async () => {
  const before = await server.context.ledgers.current()
  server = await server.restart()
  expect(await server.context.ledgers.current()).toEqual(before)
  device = await TestDevice.confirmed(server)
})

test.each(['network', 'governor', 'teacher', 'dsl'] as const)(
  'a %s without a key reads no concern, with a cookie or without',
  async (role) => {
    const reader = await member(server, `${role}-reader@school.example`)
    await vouch(server, await again(khan), reader)
    const written = await write([reader])
    await device.send('POST', '/v1/concerns', written.request)
    const { cookie } = await memberCookie(server, `${role}@school.example`, [role])
    const { id } = written.request
    for (const [method, url] of [
      ['GET', '/v1/safeguarding/concerns'],
      ['POST', `/v1/safeguarding/concerns/${id}/opened`],
      ['GET', `/v1/concerns/${id}`],
      ['GET', '/v1/safeguarding/joining'],
    ] as const)
      expect((await asStaff(method, url, cookie)).status).toBe(401)
    // A key that nobody let in is as good as none.
    const own = await memberKeyFrom(newSecret())
    expect(await refused(memberClient(clientOf(server, own)).open(id))).toBe('401 unknown-key')
  },
)

/** The same member after a restart of the server. */
const again = async (one: Member): Promise<Member> => {
  const client = clientOf(server, one.own)
  return { ...one, ...memberClient(client), client }
}

test('the console makes codes and says how things stand, both on record, and nothing of concerns', async () => {
  const { cookie } = await signInStaff(server)
  const { person } = await memberCookie(server, 'new@school.example', ['dsl'])
  const teacher = await memberCookie(server, 'teacher2@school.example', ['teacher'])
  const url = '/admin/safeguarding/codes'
  expect(await asStaff('POST', url, cookie, { person, role: 'team' })).toMatchObject({
    status: 200,
    body: { code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) as unknown },
  })
  expect((await asStaff('POST', url, cookie, { person: teacher.person, role: 'team' })).body['error']).toBe(
    'not-dsl',
  )
  expect((await asStaff('POST', url, cookie, { person: teacher.person, role: 'chair' })).status).toBe(200)
  expect((await asStaff('POST', url, cookie, { person: 1, role: 'head' })).status).toBe(404)
  expect((await asStaff('POST', url, teacher.cookie, { person, role: 'team' })).status).toBe(403)
  const found = await asStaff('GET', '/admin/safeguarding', cookie)
  expect(found.body).toMatchObject({ mail: { state: 'none' } })
  expect(found.body['keys']).toContainEqual(
    expect.objectContaining({ account: 'khan@school.example', role: 'team' }),
  )
  expect(JSON.stringify(found.body)).not.toMatch(/concern|sealed|received/)
  const notes = await server.context.db
    .selectFrom('audit')
    .selectAll()
    .where('action', 'like', 'safeguarding-%')
    .execute()
  expect(notes.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'safeguarding-code',
      'safeguarding-looked',
      'safeguarding-join',
      'safeguarding-end',
    ]),
  )
})

test('a server that went back takes from a device what it forgot, and nothing else', async () => {
  const { statements } = await server.context.ledgers.current()
  const giveBack = async (ledger: readonly unknown[]) =>
    (await device.send('POST', '/v1/safeguarding', { ledger })).status
  const { db } = server.context
  await db.deleteFrom('safeguarding_statements').where('number', '>', 1).execute()
  const evil = await memberKeyFrom(newSecret())
  const forged = await joinOf(
    { ...khan.own, signKey: evil.signKey },
    { keys: evil.keys, name: 'Mx Evil', role: 'team' },
    await place(),
  )
  expect(await giveBack([...statements.slice(0, 1), forged])).toBe(409)
  expect(await giveBack(statements.slice(1))).toBe(409)
  expect((await server.context.ledgers.current()).statements).toHaveLength(1)
  expect(await giveBack(statements)).toBe(200)
  expect((await server.context.ledgers.current()).statements).toEqual(statements)
  expect(await giveBack(statements.slice(0, 1))).toBe(409)
  await db.deleteFrom('safeguarding_statements').execute()
  expect(await giveBack([await firstJoin(evil, 'Mx Evil', 1)])).toBe(409)
  expect(await giveBack(statements)).toBe(409)
})
