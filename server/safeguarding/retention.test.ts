import { afterEach, beforeEach, expect, test } from 'vitest'
import { member, type Member, readerOf, say, write } from '../../tests/fixtures/safeguarding-stage.ts'
import { CONCERN_KEPT, LONGEST } from '../jobs/limits.ts'
import { expire } from '../jobs/retention.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

let server: TestServer
let device: TestDevice
let khan: Member
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
})
afterEach(() => server.close())

const TABLES = ['concerns', 'concern_contents', 'concern_wraps', 'concern_messages', 'concern_acts'] as const
const left = async () => {
  const counts = TABLES.map(
    async (table) => (await server.context.db.selectFrom(table).selectAll().execute()).length,
  )
  return Promise.all(counts)
}
const expireAt = (now: number) => expire(server.context.db, server.context.people, now)

test('a closed concern stays for six years, whatever happens to rows, and goes with all of it', async () => {
  const { request } = await write([khan])
  await device.send('POST', '/v1/concerns', request)
  await khan.open(request.id)
  await khan.reply(request.id, await say(request.id, 'x', [readerOf(khan)]))
  await khan.setState(request.id, 'closed')
  await expireAt(Date.now() + 2 * LONGEST)
  await expireAt(Date.now() + CONCERN_KEPT - 86_400_000)
  expect(await left()).toEqual([1, 1, 1, 1, 2])
  expect(await expireAt(Date.now() + CONCERN_KEPT + 7_200_000)).toMatchObject({ concerns: 1 })
  expect(await left()).toEqual([0, 0, 0, 0, 0])
})

test('one that nobody closed stays, however old', async () => {
  const { request } = await write([khan])
  await device.send('POST', '/v1/concerns', request)
  await khan.open(request.id)
  await expireAt(Date.now() + 3 * CONCERN_KEPT)
  expect((await left())[0]).toBe(1)
})
