/** A concern from the device to a member and back, through a whole server. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSealed } from '../../lib/concern/seal.ts'
import { handOver, openWithTwo } from '../../lib/concern/two-keys.ts'
import { fromUtf8 } from '../../lib/protocol/bytes.ts'
import { MAILBOX_HEADER, type Mailbox } from '../../lib/protocol/concerns.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { standing } from './standing.ts'
import {
  endKey,
  member,
  type Member,
  readerOf,
  say,
  vouch,
  write,
  type Written,
} from '../../tests/fixtures/safeguarding-stage.ts'

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member

beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.make(server)
  await device.enrol()
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
})
afterEach(() => server.close())

const send = (written: Written) => device.send('POST', '/v1/concerns', written.request)
const mailbox = (id: string, secret: string, from = device) =>
  from.send('GET', `/v1/concerns/${id}`, undefined, { headers: { [MAILBOX_HEADER]: secret } })
const json = (bytes: Uint8Array | null | undefined): unknown =>
  bytes && (JSON.parse(fromUtf8(bytes) ?? 'null') as unknown)
const refusal = (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : error)
const refused = (work: Promise<unknown>) => work.then(() => 'done', refusal)

test('is there once however often it comes, is opened, answered, and closed', async () => {
  const written = await write([khan, jones])
  const { id } = written.request
  expect((await send(written)).body).toEqual({ state: 'sent' })
  expect((await send(written)).body).toEqual({ state: 'sent' })
  const { concerns } = await khan.inbox()
  expect(concerns).toMatchObject([{ id, state: 'sent', today: false, news: [] }])

  const opened = await khan.open(id)
  expect(json(await openSealed(khan.own, opened.content, `concern ${id}`))).toMatchObject({
    words: 'Somebody took my bag',
  })
  expect(opened).toMatchObject({ state: 'seen', unnamed: false, opened: [{ by: khan.own.id }] })

  const answer = await say(id, 'Thank you for telling us', [written.pupil, readerOf(khan), readerOf(jones)])
  expect(await khan.reply(id, answer)).toBe('answered')
  expect(await khan.reply(id, answer)).toBe('answered')
  const box = (await mailbox(id, written.secret)).body as Mailbox
  expect(box).toMatchObject({ state: 'answered', messages: [{ from: 'staff' }], identityOpened: [] })
  const [said] = box.messages
  const me = { id: written.pupil.id, pair: written.pair }
  expect(json(said && (await openSealed(me, said.content, `message ${id} ${answer.id}`)))).toMatchObject({
    words: 'Thank you for telling us',
  })

  expect(await jones.setState(id, 'closed')).toBe('closed')
  const more = await say(id, 'It happened again', [readerOf(khan), written.pupil])
  const headers = { [MAILBOX_HEADER]: written.secret }
  const added = await device.send('POST', `/v1/concerns/${id}/messages`, more, { headers })
  expect(added.body).toEqual({ state: 'seen' })
  expect((await khan.inbox()).concerns).toMatchObject([{ news: ['message'] }])
  await khan.open(id)
  expect((await khan.inbox()).concerns).toMatchObject([{ news: [] }])
})

test('comes packed too, as devices send it', async () => {
  const { request } = await write([khan])
  const sent = await device.send('POST', '/v1/concerns', request, { gzip: true })
  expect(sent.body).toEqual({ state: 'sent' })
  expect((await khan.open(request.id)).content).toMatchObject({ sealed: request.content.sealed })
})

test('is read by nobody to whom it is not sealed, and its mailbox by nobody without the secret', async () => {
  const written = await write([khan])
  const { id } = written.request
  await send(written)
  expect((await jones.inbox()).concerns).toEqual([])
  const words = await say(id, 'x', [readerOf(jones)])
  for (const work of [
    () => jones.open(id),
    () => jones.setState(id, 'closed'),
    () => jones.reply(id, words),
    () => jones.askForName(id),
  ])
    expect(await refused(work())).toBe('404 not-found')
  const other = await TestDevice.confirmed(server)
  for (const secret of ['', 'wrong', 'A'.repeat(43)])
    expect((await mailbox(id, secret, other)).body).toMatchObject({ error: 'unknown-concern' })
  expect((await mailbox('x'.repeat(22), written.secret)).body).toMatchObject({ error: 'unknown-concern' })
  const more = await device.send('POST', `/v1/concerns/${id}/messages`, await say(id, 'x', [readerOf(khan)]))
  expect(more.body).toMatchObject({ error: 'unknown-concern' })
  // Whoever has the secret may ask from another device: the same pupil, at another computer.
  expect((await mailbox(id, written.secret, other)).status).toBe(200)
})

test('under the id of another concern is refused, and changes nothing', async () => {
  const [one, other] = [await write([khan]), await write([khan])]
  await send(one)
  const forged = { ...other.request, id: one.request.id }
  expect((await device.send('POST', '/v1/concerns', forged)).body).toMatchObject({ error: 'other-concern' })
  const opened = await khan.open(one.request.id)
  expect(opened.content.sealed).toBe(one.request.content.sealed)
})

test('comes from installations that wait, are held or refused, and from no stranger', async () => {
  for (const state of ['waiting', 'held', 'refused'] as const) {
    await server.context.db
      .updateTable('installations')
      .set({ state })
      .where('installation', '=', device.id)
      .execute()
    expect((await send(await write([khan]))).status).toBe(200)
  }
  const stranger = await TestDevice.make(server)
  const { request } = await write([khan])
  expect((await stranger.send('POST', '/v1/concerns', request)).body).toMatchObject({
    error: 'unknown-installation',
  })
})

test('sealed to a key that has ended is kept, and opens for the others', async () => {
  const written = await write([khan, jones])
  await endKey(server, khan, jones)
  expect((await send(written)).status).toBe(200)
  expect((await khan.open(written.request.id)).content.to).toHaveLength(2)
  expect(await refused(jones.inbox())).toBe('401 unknown-key')
})

test('that no key in force opens is kept and counted, and opens when the key is let in again', async () => {
  const written = await write([jones])
  await endKey(server, khan, jones)
  expect((await send(written)).status).toBe(200)
  expect((await standing(server.context)).unreadable).toBe(1)
  await vouch(server, khan, jones)
  expect((await standing(server.context)).unreadable).toBe(0)
  expect((await jones.open(written.request.id)).state).toBe('seen')
})

test('sealed to a key that the school never had waits on the device', async () => {
  const stranger = await testServer()
  const evil = await member(stranger, 'evil@other.example')
  const sent = await send(await write([khan, evil]))
  expect([sent.status, sent.body]).toMatchObject([409, { error: 'unknown-key' }])
  await stranger.close()
})

test('with two wraps for one key, or a later reader that is none, is refused', async () => {
  const { request } = await write([khan])
  const [wrap] = request.content.to
  const twice = { ...request, content: { ...request.content, to: [wrap, wrap] } }
  expect((await device.send('POST', '/v1/concerns', twice)).status).toBe(422)
  const odd = { ...request, later: [jones.own.id] }
  expect((await device.send('POST', '/v1/concerns', odd)).status).toBe(422)
})

test('from one device comes no faster than a child can write', async () => {
  const answers = []
  for (let i = 0; i < 22; i++) answers.push((await device.send('POST', '/v1/concerns', {})).status)
  expect(answers).not.toContain(429) // What is malformed counts for nothing.
  const written = await write([khan])
  for (let i = 0; i < 25; i++) answers.push((await send(written)).status)
  expect(answers.at(-1)).toBe(429)
  const other = await TestDevice.confirmed(server)
  expect((await other.send('POST', '/v1/concerns', (await write([khan])).request)).status).toBe(200)
})

test('who sent an unnamed one is opened by two, each step on record, and the pupil is told', async () => {
  const written = await write([khan, jones], { hidden: [khan, jones] })
  const { id } = written.request
  await send(written)
  expect(await refused(khan.nameOpened(id, jones.own.id))).toBe('409 no-half')
  await khan.askForName(id)
  expect((await jones.inbox()).concerns).toMatchObject([{ news: ['asked'] }])
  const seen = await jones.open(id)
  const half = seen.identity && (await handOver(jones.own, readerOf(khan), seen.identity, id))
  if (!half) throw new Error('there is no half')
  await jones.handHalf(id, half)
  expect((await khan.inbox()).concerns).toMatchObject([{ news: ['handed'] }])
  expect((await mailbox(id, written.secret)).body).toMatchObject({ identityOpened: [] })
  await khan.nameOpened(id, jones.own.id)
  const opened = await khan.open(id)
  const [handed] = opened.handed
  if (!handed || !opened.identity) throw new Error('nothing was handed over')
  expect(json(await openWithTwo(khan.own, handed, opened.identity, id))).toEqual({
    name: 'ada@school.example',
  })
  expect(opened.identityOpened).toMatchObject([{ by: khan.own.id, with: jones.own.id }])
  expect(((await mailbox(id, written.secret)).body as Mailbox).identityOpened).toHaveLength(1)
  // Who handed it over sees that they did; it opens nothing for them.
  expect((await jones.open(id)).handed).toMatchObject([{ by: jones.own.id, half: { key: khan.own.id } }])
})

test('halves go only between two who are a pair of this concern', async () => {
  const head = await member(server, 'head@school.example', 'head')
  await vouch(server, khan, head, 'head')
  const written = await write([khan, jones, head], { hidden: [khan, jones] })
  const { id } = written.request
  await send(written)
  const { identity } = await jones.open(id)
  const half = identity && (await handOver(jones.own, readerOf(khan), identity, id))
  if (!half) throw new Error('there is no half')
  expect(await refused(jones.handHalf(id, { ...half, key: head.own.id }))).toBe('409 no-pair')
  expect(await refused(jones.handHalf(id, { ...half, key: jones.own.id }))).toBe('409 no-pair')
  const named = await write([khan, jones])
  await send(named)
  expect(await refused(khan.askForName(named.request.id))).toBe('409 named')
})
