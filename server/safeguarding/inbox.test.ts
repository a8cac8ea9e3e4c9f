/** The lines of a member's inbox: in which order, how many, and for whom a concern still waits. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { member, type Member, vouch, write, type Written } from '../../tests/fixtures/safeguarding-stage.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { inbox } from './inbox.ts'

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
})
afterEach(() => server.close())

const send = (written: Written) => device.send('POST', '/v1/concerns', written.request)

/** So many concerns to Khan, without their words. @returns their ids */
async function stored(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { request } = await write([khan])
    await server.context.db
      .insertInto('concerns')
      .values({
        id: request.id,
        received: 1000 + (i % 3),
        today: 0,
        unnamed: 0,
        state: 'sent',
        changed: 0,
        mailbox: Buffer.alloc(32),
        reminded: 0,
        told: 0,
      })
      .execute()
    await server.context.db
      .insertInto('concern_wraps')
      .values({ concern: request.id, key: khan.own.id, later: 0, enc: '', wrapped: '' })
      .execute()
    ids.push(request.id)
  }
  return ids
}

test('the inbox goes on page after page, each concern once', async () => {
  const ids = await stored(55)
  const first = await khan.inbox()
  const second = await khan.inbox(first)
  expect([first.concerns.length, second.concerns.length, second.next]).toEqual([50, 5, undefined])
  expect([...first.concerns, ...second.concerns].map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
})

// Was broken: the second page was empty, as if there were no more.
test('a part of the inbox goes on from a concern that has left it between two pages', async () => {
  await stored(55)
  const { context } = server
  const first = await inbox(context, khan.own.id, { hand: 'nobody' })
  const by = khan.own.id
  await context.db
    .insertInto('concern_hands')
    .values({ concern: first.next ?? '', number: 1, key: by, at: 1, by, signature: '', came: 1 })
    .execute()
  for (const place of [first.place, undefined]) {
    const second = await inbox(context, khan.own.id, { hand: 'nobody', before: first.next, place })
    expect([first.concerns.length, second.concerns.length]).toEqual([50, 5])
  }
})

// Was broken: it stood among the last once it was opened, and what had not been opened yet was never shown.
test('the inbox goes on from where a concern stood that was opened between two pages, or is gone', async () => {
  const ids = await stored(55)
  const { db } = server.context
  const first = await khan.inbox()
  const shown = async () => (await khan.inbox(first)).concerns.map(({ id }) => id)
  const rest = await shown()
  await db.updateTable('concerns').set({ state: 'closed' }).where('id', '=', first.next!).execute()
  await db
    .insertInto('concern_acts')
    .values({
      concern: first.next!,
      act: 'opened',
      key: khan.own.id,
      other: '',
      at: 1,
      last: 1,
      upto: 0,
      half: null,
    })
    .execute()
  expect((await shown()).filter((id) => id !== first.next)).toEqual(rest)
  await db.deleteFrom('concerns').where('id', '=', first.next!).execute()
  expect(await shown()).toEqual(rest)
  expect(new Set([...first.concerns.map(({ id }) => id), ...rest])).toEqual(new Set(ids))
})

test('what waits comes before what was read, however much came after it; today first', async () => {
  const [read, plain, today] = [
    await write([khan]),
    await write([khan]),
    await write([khan], { today: true }),
  ]
  for (const one of [today, plain, read]) await send(one)
  await khan.open(read.request.id)
  const { db } = server.context
  await db.updateTable('concerns').set({ received: 1 }).where('id', '=', today.request.id).execute()
  await db.updateTable('concerns').set({ received: 2 }).where('id', '=', plain.request.id).execute()
  expect((await khan.inbox()).concerns.map(({ id }) => id)).toEqual(
    [today, plain, read].map(({ request }) => request.id),
  )
})

test('what one reader opened and closed still waits for the other, and says who closed it', async () => {
  const { request } = await write([khan, jones])
  await device.send('POST', '/v1/concerns', request)
  await khan.open(request.id)
  await khan.setState(request.id, 'closed')
  expect((await khan.inbox()).concerns).toMatchObject([{ state: 'closed', unopened: false }])
  expect((await jones.inbox()).concerns).toMatchObject([{ state: 'closed', unopened: true }])
  expect((await jones.open(request.id)).closed).toMatchObject([{ by: khan.own.id }])
  await jones.setState(request.id, 'seen')
  await khan.setState(request.id, 'closed')
  expect((await jones.open(request.id)).closed).toHaveLength(1)
})
