/** Notes at a concern on a whole server: who may add one, that none goes, and what becomes of them with the concern. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealTo } from '../../lib/concern/seal.ts'
import { newConcernId } from '../../lib/concern/receipt.ts'
import type { NoteRequest } from '../../lib/protocol/concern-notes.ts'
import { MAILBOX_HEADER } from '../../lib/protocol/concerns.ts'
import { WireError } from '../../lib/protocol/wire-error.ts'
import {
  endKey,
  member,
  type Member,
  readerOf,
  vouch,
  write,
  type Written,
  type Writing,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
let head: Member
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  head = await member(server, 'head@school.example', 'head')
  await vouch(server, khan, jones)
  await vouch(server, khan, head, 'head')
})
afterEach(() => server.close())

async function sent(
  readers: readonly Member[],
  how: Writing = {},
): Promise<Written & { readonly id: string }> {
  const written = await write(readers, how)
  await device.send('POST', '/v1/concerns', written.request)
  return { ...written, id: written.request.id }
}

async function noteTo(concern: string, readers: readonly Member[]): Promise<NoteRequest> {
  const id = newConcernId()
  return { id, content: await sealTo(readers.map(readerOf), { any: 'thing' }, `note ${concern} ${id}`) }
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof WireError ? `${error.status} ${error.code}` : error),
  )

test('a note is there for the readers in its order, once, and not in the pupil’s mailbox', async () => {
  const { id, secret } = await sent([khan, jones])
  const first = await noteTo(id, [khan, jones])
  const second = await noteTo(id, [khan, jones])
  await khan.note(id, first)
  await khan.note(id, first)
  await jones.note(id, second)
  // Sent again with other content it changes nothing: what is written stays.
  await khan.note(id, { ...second, id: first.id })
  expect((await jones.open(id)).notes).toMatchObject([first, second])
  const box = await device.send('GET', `/v1/concerns/${id}`, undefined, {
    headers: { [MAILBOX_HEADER]: secret },
  })
  expect(JSON.stringify(box.body)).not.toContain(first.id)
})

test('who may not read the concern adds none and gets none', async () => {
  const { id } = await sent([khan], { later: [head] })
  const note = await noteTo(id, [khan, head])
  expect(await refused(jones.note(id, note))).toBe('404 not-found')
  expect(await refused(head.note(id, note))).toBe('404 not-found')
  expect(await refused(khan.note(id, await noteTo(id, [khan, jones])))).toBe('409 no-reader')
  await khan.note(id, note)
  expect(await refused(jones.open(id))).toBe('404 not-found')
})

test('a key that has ended adds none', async () => {
  const { id } = await sent([khan, jones])
  await endKey(server, khan, jones)
  expect(await refused(jones.note(id, await noteTo(id, [khan])))).toBe('401 unknown-key')
})

test('a note is no finer in time than its concern, and goes when the concern goes', async () => {
  const { id } = await sent([khan, jones], { hidden: [khan, jones] })
  await khan.note(id, await noteTo(id, [khan, jones]))
  const { db } = server.context
  const [row] = await db.selectFrom('concern_notes').selectAll().execute()
  expect((row?.at ?? 1) % 3_600_000).toBe(0)
  await db.deleteFrom('concerns').where('id', '=', id).execute()
  expect(await db.selectFrom('concern_notes').selectAll().execute()).toEqual([])
})

test('each file for the case log is on record with who made it, and nobody else’s concern is taken out', async () => {
  const { id } = await sent([khan], { later: [head] })
  await khan.exported(id)
  await khan.exported(id)
  expect((await khan.open(id)).exported).toMatchObject([{ by: khan.own.id }, { by: khan.own.id }])
  expect(await refused(jones.exported(id))).toBe('404 not-found')
  expect(await refused(head.exported(id))).toBe('404 not-found')
})

test('records of cases come for concerns that a member may read and of which the record is sealed to them', async () => {
  const [one, other] = [(await sent([khan, jones])).id, (await sent([khan, jones])).id]
  const first = await noteTo(one, [khan, jones])
  await khan.joinCase(one, first)
  const second = await noteTo(one, [khan])
  await khan.joinCase(other, await noteTo(other, [khan]))
  const concernsOf = async (who: Member) =>
    (await who.cases()).records.map(({ concern }) => concern).toSorted()
  expect(await concernsOf(khan)).toEqual([one, other].toSorted())
  expect(await concernsOf(jones)).toEqual([one])
  expect(await concernsOf(head)).toEqual([])
  await khan.joinCase(one, second)
  expect(await concernsOf(jones)).toEqual([])
  // Was broken: whoever wrote two hundred records had the last word about a case for ever.
  const { db } = server.context
  await sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
    INSERT INTO concern_notes (concern, number, id, kind, at, content)
    SELECT ${other}, i + 1000, 'r' || i, 'case', 0, '{"to":[]}' FROM n`.execute(db)
  await khan.joinCase(other, await noteTo(other, [khan, jones]))
  expect(await concernsOf(jones)).toEqual([other])
  const kept = db.selectFrom('concern_notes').select('id').where('concern', '=', other).execute()
  expect(await kept).toHaveLength(200)
  // Notes and records do not mix.
  expect((await khan.open(one)).notes).toEqual([])
  expect(await refused(head.joinCase(one, first))).toBe('404 not-found')
  expect(await refused(khan.joinCase(one, await noteTo(one, [head])))).toBe('409 no-reader')
})
