/** Who has a concern in hand, on a whole server: who may take it, to whom it goes, who is told, and how it is found. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { handTo } from '../../lib/concern/hands.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import {
  endKey,
  member,
  type Member,
  vouch,
  write,
  type Writing,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
/** Accounts that are mailed, as they are. */
let told: number[]
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
  server.context.mail.queue = async (_trx, people) => void told.push(...people)
  told = []
})
afterEach(() => server.close())

async function sent(readers: readonly Member[], how: Writing = {}): Promise<string> {
  const { request } = await write(readers, how)
  await device.send('POST', '/v1/concerns', request)
  return request.id
}

/** @param number of the statement before */
const hand = async (by: Member, id: string, to: Member, number = 0): Promise<string> => {
  const before = { id, ...(number > 0 && { hand: { number } as never }) }
  return refused(by.hand(id, await handTo(by.own, before, to.own.id, Date.now())))
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : String(error)),
  )
const ids = async (who: Member, which?: 'mine' | 'nobody') =>
  (await who.inbox(undefined, which)).concerns.map(({ id }) => id)

test('it is taken, handed over with mail to that one alone, and found in whose hands it is', async () => {
  const [one, other] = [await sent([khan, jones]), await sent([khan, jones])]
  await khan.open(one)
  told = []
  expect(await hand(khan, one, khan)).toBe('done')
  expect(told).toEqual([])
  expect(await ids(khan, 'mine')).toEqual([one])
  expect(await ids(jones, 'mine')).toEqual([])
  expect(await ids(jones, 'nobody')).toEqual([other])
  await jones.open(one)
  expect(await hand(khan, one, jones, 1)).toBe('done')
  expect(told).toEqual([jones.person])
  const mine = (await jones.inbox(undefined, 'mine')).concerns
  expect(mine).toMatchObject([
    { id: one, given: true, hand: { number: 2, to: jones.own.id, by: khan.own.id } },
  ])
  expect((await khan.inbox()).concerns.find(({ id }) => id === one)).toMatchObject({ given: false })
  expect((await jones.open(one)).hand).toMatchObject({ number: 2, to: jones.own.id })
  expect((await jones.inbox(undefined, 'mine')).concerns).toMatchObject([{ given: false }])
})

test('nobody takes what they may not read, and nobody gets it', async () => {
  const id = await sent([khan], { later: [jones] })
  expect(await hand(jones, id, jones)).toBe('404 not-found')
  expect(await hand(khan, id, jones)).toBe('409 no-reader')
  const stranger = await sent([khan])
  expect(await hand(khan, stranger, jones)).toBe('409 no-reader')
})

test('a statement of somebody else, of another concern, twice or out of its turn changes nothing', async () => {
  const [id, other] = [await sent([khan, jones]), await sent([khan, jones])]
  const signed = await handTo(khan.own, { id }, jones.own.id, Date.now())
  expect(await refused(jones.hand(id, signed))).toBe('422 invalid')
  expect(await refused(khan.hand(other, signed))).toBe('422 invalid')
  expect(await refused(khan.hand(id, { ...signed, to: khan.own.id }))).toBe('422 invalid')
  expect(await refused(khan.hand(id, signed))).toBe('done')
  expect(await refused(khan.hand(id, signed))).toBe('done')
  expect(await hand(jones, id, jones)).toBe('409 not-the-next')
  expect(await hand(jones, id, jones, 5)).toBe('409 not-the-next')
  const rows = await server.context.db.selectFrom('concern_hands').selectAll().execute()
  expect(rows).toMatchObject([{ concern: id, number: 1, key: jones.own.id }])
})

// Was broken: whoever took it five hundred times had it in hand for good.
test('whoever makes many statements does not have the last one', async () => {
  const id = await sent([khan, jones])
  const { to, ...said } = await handTo(khan.own, { id }, khan.own.id, Date.now())
  const rows = Array.from({ length: 500 }, (_, i) => ({
    concern: id,
    key: to,
    ...said,
    came: 1,
    number: i + 1,
  }))
  for (const row of rows) await server.context.db.insertInto('concern_hands').values(row).execute()
  expect(await hand(jones, id, jones, 500)).toBe('done')
  expect(await ids(jones, 'mine')).toEqual([id])
  const kept = await server.context.db.selectFrom('concern_hands').select('number').execute()
  expect(kept).toHaveLength(500)
})

test('what was in the hands of an ended key is nobody’s, and an ended key takes nothing', async () => {
  const id = await sent([khan, jones])
  expect(await hand(khan, id, jones)).toBe('done')
  await endKey(server, khan, jones)
  expect(await ids(khan, 'nobody')).toEqual([id])
  expect(await hand(jones, id, jones, 1)).toBe('401 unknown-key')
  expect(await hand(khan, id, jones, 1)).toBe('409 no-reader')
})

test('what a member’s own ended key held is nobody’s to that member too, as the page has it', async () => {
  const id = await sent([khan, jones])
  expect(await hand(khan, id, jones)).toBe('done')
  await endKey(server, khan, jones)
  // Both keys are of one account: as after a new device.
  await server.context.db
    .updateTable('safeguarding_keys')
    .set({ person: khan.person })
    .where('key', '=', jones.own.id)
    .execute()
  expect(await ids(khan, 'nobody')).toEqual([id])
  expect(await ids(khan, 'mine')).toEqual([])
})

test('one of a time that no clock has is refused, and one that is there already keeps no inbox back', async () => {
  const id = await sent([khan, jones])
  const at = Number.MAX_SAFE_INTEGER
  const never = await handTo(khan.own, { id }, jones.own.id, at)
  expect(await refused(khan.hand(id, never))).toBe('422 invalid')
  const { to, ...said } = never
  const row = { concern: id, key: to, ...said, came: 1 }
  await server.context.db.insertInto('concern_hands').values(row).execute()
  expect((await jones.inbox(undefined, 'mine')).concerns).toMatchObject([{ id, hand: { at } }])
  expect(await hand(jones, id, jones, 1)).toBe('done')
})
