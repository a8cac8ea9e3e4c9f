/** A concern that a member hands on: who may read it from then on, who is told, and that the reason goes with it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newConcernId } from '../../lib/concern/receipt.ts'
import { sealTo } from '../../lib/concern/seal.ts'
import type { NoteRequest } from '../../lib/protocol/concern-notes.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import {
  endKey,
  member,
  type Member,
  readerOf,
  vouch,
  write,
  type Writing,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
let head: Member
let told: number[]
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  head = await member(server, 'head@school.example', 'head')
  await vouch(server, khan, jones)
  await vouch(server, khan, head, 'head')
  server.context.mail.queue = async (_trx, people) => void told.push(...people)
  told = []
})
afterEach(() => server.close())

async function sent(readers: readonly Member[], how: Writing = {}): Promise<string> {
  const { request } = await write(readers, how)
  await device.send('POST', '/v1/concerns', request)
  told = []
  return request.id
}
async function reason(concern: string, to: readonly Member[]): Promise<NoteRequest> {
  const id = newConcernId()
  return { id, content: await sealTo(to.map(readerOf), { any: 'thing' }, `note ${concern} ${id}`) }
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : String(error)),
  )

test('those who were to read it later may at once, are told, and find the reason; nobody else does', async () => {
  const id = await sent([khan], { later: [head] })
  expect((await khan.open(id)).later).toEqual([head.own.id])
  const why = await reason(id, [khan, head])
  expect(await refused(khan.onward(id, why))).toBe('done')
  expect(told).toEqual([head.person])
  expect((await head.inbox()).concerns).toMatchObject([{ id, unopened: true }])
  expect((await head.open(id)).notes).toMatchObject([why])
  expect((await khan.open(id)).later).toEqual([])
  expect(await refused(jones.open(id))).toBe('404 not-found')
  // The same again is done already; another reason has nobody left to go to, and is not kept.
  expect(await refused(khan.onward(id, why))).toBe('done')
  expect(await refused(khan.onward(id, await reason(id, [khan])))).toBe('409 nobody-left')
  expect((await khan.open(id)).notes).toHaveLength(1)
})

test('nobody hands on what they may not read, and nobody helps themselves to it', async () => {
  const id = await sent([khan], { later: [head] })
  const why = await reason(id, [khan, head])
  expect(await refused(head.onward(id, why))).toBe('404 not-found')
  expect(await refused(jones.onward(id, why))).toBe('404 not-found')
  expect(await refused(khan.onward(id, await reason(id, [khan, jones])))).toBe('409 no-reader')
  expect(await refused(head.open(id))).toBe('404 not-found')
  expect(told).toEqual([])
})

test('an ended key is no next reader', async () => {
  const id = await sent([khan], { later: [head] })
  await endKey(server, khan, head)
  expect(await refused(khan.onward(id, await reason(id, [khan])))).toBe('409 nobody-left')
})
