/** The school's own word on a host: what it may not say, and that a page of corrections stays readable. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listSchool, type ListSchool } from '../../tests/fixtures/list-stage.ts'
import { currentDocument } from '../documents/documents.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { listCorrections } from './corrections.ts'

let school: ListSchool
beforeAll(async () => {
  school = await listSchool()
})
afterAll(() => school.server.close())

const correct = (host: string, categories: readonly string[] = []) =>
  school.ask('POST', '/admin/lists/corrections', { host, categories, reason: 'A lesson needs it' })
const corrected = async (): Promise<string[]> => {
  const { status, body } = await school.ask('GET', '/admin/lists/corrections')
  expect(status).toBe(200)
  return (body as unknown as { corrections: { host: string }[] }).corrections.map(({ host }) => host)
}
const bring = async (corrections: readonly { host: string; categories: readonly string[] }[]) => {
  const file = {
    kind: 'kerb-list-corrections',
    version: 1,
    corrections: corrections.map((one) => ({ ...one, reason: '' })),
  }
  return (await school.ask('POST', '/admin/lists/corrections/import', { name: 'Next door', file })).body
}

describe('a correction', () => {
  test.each(['-sexy.com', 'foo-.tumblr.com', 'a+b.com', 'a~b.com', `${'x'.repeat(64)}.com`])(
    'of %s, which no document can hold, is refused',
    async (host) => {
      expect((await correct(host, ['adult'])).status).toBe(422)
      expect(await corrected()).not.toContain(host)
    },
  )

  test.each([
    ['bbc.co.uk', 'games'],
    ['docs.google.com', 'cloud-storage'],
    ['apple.com', 'adult'],
  ])('that closes %s as %s is refused, one that opens it is not', async (host, category) => {
    expect((await correct(host, [category])).status).toBe(422)
    expect((await correct(host)).status).toBe(200)
  })

  test('of somebody else’s closes nothing that must be open', async () => {
    expect(await bring([{ host: 'www.gov.uk', categories: ['games'] }])).toMatchObject({
      added: 0,
      refused: [{ host: 'www.gov.uk' }],
    })
  })

  test('of somebody else’s stays away where one above or below it stands', async () => {
    await correct('stands.example', ['games'])
    const hosts = ['a.stands.example', 'low.b.example', 'b.example', 'standsnot.example']
    const brought = await bring(hosts.map((host) => ({ host, categories: [] })))
    expect(brought).toMatchObject({ added: 2, kept: 2, refused: [] })
    expect(await corrected()).toEqual(expect.arrayContaining(['low.b.example', 'standsnot.example']))
  })
})

test('one of before that no document can hold is shown and taken back, and keeps no other from devices', async () => {
  const { db, vault, lists } = school.server.context
  await correct('still.example', ['games'])
  await lists.settled()
  const [row] = await db
    .selectFrom('list_corrections')
    .selectAll()
    .where('host', '=', 'still.example')
    .execute()
  const { id: _, ...rest } = row!
  const host = '-old.example'
  const reason = vault.seal('Of before', PLACE_OF.listCorrection(host))
  const old = { ...rest, host, reason: new Uint8Array(reason), categories: 'games,no-more' }
  const { id } = await db.insertInto('list_corrections').values(old).returning('id').executeTakeFirstOrThrow()
  await correct('next.example', ['games'])
  await lists.settled()
  expect(lists.problem).toBeNull()
  const given = await currentDocument(db, vault, 'lists')
  expect(given?.corrections?.map((one) => one.host)).toEqual(
    expect.arrayContaining(['next.example', 'still.example']),
  )
  expect(await corrected()).toContain(host)
  const exported = await school.ask('GET', '/admin/lists/corrections/export')
  expect([exported.status, JSON.stringify(exported.body).includes(host)]).toEqual([200, false])
  expect((await school.ask('DELETE', `/admin/lists/corrections/${id}`)).status).toBe(204)
  expect(await corrected()).not.toContain(host)
})

test('a thousand are read without holding everybody else up', async () => {
  const many = Array.from({ length: 1_000 }, (_, i) => ({ host: `many-${i}.example`, categories: [] }))
  await bring(many)
  let turns = 0
  let isOver = false
  const turn = () => {
    turns++
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const all = await listCorrections(school.server.context)
  isOver = true
  expect(all.length).toBeGreaterThan(1_000)
  expect(turns).toBeGreaterThan(3)
})
