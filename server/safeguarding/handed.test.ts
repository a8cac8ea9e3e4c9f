/** A concern that was handed to somebody who does not open it: they are reminded, and then the lead hears of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handTo } from '../../lib/concern/hands.ts'
import { newConcernId } from '../../lib/concern/receipt.ts'
import { sealTo } from '../../lib/concern/seal.ts'
import {
  endKey,
  member,
  type Member,
  readerOf,
  vouch,
  write,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { remindOfHanded } from './handed.ts'

const MINUTE = 60_000

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
let head: Member
let told: string[]
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  head = await member(server, 'head@school.example', 'head')
  await vouch(server, khan, jones)
  await vouch(server, khan, head, 'head')
  const names = new Map([khan, jones, head].map(({ person, address }) => [person, address.split('@')[0]]))
  server.context.mail.queue = async (_trx, people, _now, about) =>
    void told.push(...people.map((person) => `${names.get(person)} ${about ?? 'concern'}`))
  told = []
})
afterEach(() => server.close())

/** One for which help is needed today waits at any hour. */
async function sent(readers: readonly Member[], later: readonly Member[] = []): Promise<string> {
  const { request } = await write(readers, { today: true, later })
  await device.send('POST', '/v1/concerns', request)
  await readers[0]?.open(request.id)
  return request.id
}
async function hand(by: Member, id: string, to: Member, number = 0): Promise<void> {
  const before = { id, ...(number > 0 && { hand: { number } as never }) }
  await by.hand(id, await handTo(by.own, before, to.own.id, Date.now()))
}
async function onward(by: Member, id: string, to: readonly Member[]): Promise<void> {
  const note = newConcernId()
  const content = await sealTo(to.map(readerOf), { any: 'thing' }, `note ${id} ${note}`)
  await by.onward(id, { id: note, content })
}
/** Who is told so many minutes after now. */
async function after(minutes: number): Promise<string[]> {
  told = []
  // What was handed on a moment ago was handed on before now.
  await remindOfHanded(server.context, Date.now() + minutes * MINUTE)
  return told.toSorted()
}

test('reminds whom it was handed to, then tells the lead too, and stops in the end', async () => {
  const id = await sent([khan, jones])
  await hand(khan, id, jones)
  expect(await after(59)).toEqual([])
  expect(await after(60)).toEqual(['jones concern-handed'])
  expect(await after(61)).toEqual([])
  expect(await after(120)).toEqual(['jones concern-handed', 'khan handed-unopened'])
  for (const hours of [3, 4, 5]) expect(await after(hours * 60)).toHaveLength(2)
  expect(await after(6 * 60)).toEqual([])
})

test('is over once they opened it since, wherever they had opened it before', async () => {
  const id = await sent([khan, jones])
  await jones.open(id)
  await hand(khan, id, jones)
  expect(await after(60)).toEqual(['jones concern-handed'])
  await jones.open(id)
  expect(await after(600)).toEqual([])
})

test('is over when somebody takes it or it is closed, and begins anew for the next', async () => {
  const id = await sent([khan, jones])
  await hand(khan, id, jones)
  await hand(khan, id, khan, 1)
  expect(await after(600)).toEqual([])
  await hand(khan, id, jones, 2)
  expect(await after(60)).toEqual(['jones concern-handed'])
  await khan.setState(id, 'closed')
  expect(await after(600)).toEqual([])
})

test('tells nobody whom the pupil left out: whoever handed it on hears of it', async () => {
  const id = await sent([khan], [head])
  await onward(khan, id, [khan, head])
  expect(await after(60)).toEqual(['head concern-handed'])
  expect(await after(120)).toEqual(['head concern-handed', 'khan handed-unopened'])
  await head.open(id)
  expect(await after(600)).toEqual([])
})

test('one of several to whom it went on together is enough', async () => {
  const id = await sent([khan], [head, jones])
  await onward(khan, id, [khan, head, jones])
  await jones.open(id)
  expect(await after(600)).toEqual([])
})

test('a key that has ended is waited for no more: the lead hears of it at once', async () => {
  const id = await sent([khan, jones])
  await hand(khan, id, jones)
  await endKey(server, khan, jones)
  expect(await after(0)).toEqual(['khan handed-unopened'])
  expect(await after(600)).toEqual([])
})

test('nothing is left of it when the concern is gone', async () => {
  const id = await sent([khan, jones])
  await hand(khan, id, jones)
  await server.context.db.deleteFrom('concerns').where('id', '=', id).execute()
  expect(await server.context.db.selectFrom('concern_handed').selectAll().execute()).toEqual([])
})
