/** What a stolen database or backup says: nothing about who, nothing anybody searched for. */
import { copyFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { history, publish } from './documents/documents.ts'
import { PLACE_OF, Vault } from './keys/vault.ts'
import { bytesBelow, filesBelow } from './testing-disk.ts'
import { samplePolicy, TestDevice, testServer, type TestServer, visit } from './testing.ts'

const NAME = 'amelia.pupil@school.example'
const person = { name: NAME, from: 'profile' as const }
let server: TestServer

beforeAll(async () => {
  server = await testServer()
  const device = await TestDevice.confirmed(server, { person })
  const place = {
    host: 'private-troubles.example',
    categories: [],
    action: 'block' as const,
    reason: 'category',
  }
  await device.activity([
    visit(1, { who: person, host: 'private-troubles.example' }),
    {
      seq: 2,
      at: visit(2).at,
      who: person,
      kind: 'search',
      ...place,
      path: '/find-me',
      terms: 'how to run away',
    },
    {
      seq: 3,
      at: visit(3).at,
      who: person,
      kind: 'blocked',
      ...place,
      path: '/profile/amelia',
      target: 'page',
    },
    { seq: 4, at: visit(4).at, who: person, kind: 'problem', code: 'x', detail: 'problem of amelia' },
    { seq: 5, at: visit(5).at, who: person, kind: 'title', visit: 1, title: 'My secret title' },
  ])
  await device.heartbeat(5, { problems: [{ code: 'bad-key', detail: `the value ${NAME} is wrong` }] })
  const document = { ...samplePolicy(), people: { [NAME]: samplePolicy().defaultGroup } }
  const by = { actor: 'test', note: 'suspend Amelia for the fight at lunch' }
  await publish(server.context.db, server.context.vault, 'policy', document, by)
})
afterAll(() => server.close())

/** Every byte of the database's files, write-ahead log included. */
const bytes = () => bytesBelow(join(server.folder, 'data')).toString('latin1')

describe('the database file', () => {
  it('holds the visited host (or this test would prove nothing)', () => {
    expect(bytes()).toContain('private-troubles.example')
  })

  it.each([NAME, 'amelia', 'school.example', 'run away', 'find-me', 'secret title', '/profile', 'fight'])(
    'does not say %s',
    (word) => {
      expect(bytes().toLowerCase()).not.toContain(word)
    },
  )

  it('does not hold a token, a link or a session that could be used', () => {
    expect(bytes()).not.toContain(server.token)
  })

  it('links a host to a number only, and the number to a name only with the key', () => {
    const copy = join(server.folder, 'stolen.sqlite')
    const folder = join(server.folder, 'data')
    for (const name of readdirSync(folder).filter((one) => one.startsWith('kerb.sqlite')))
      copyFileSync(join(folder, name), copy + name.slice('kerb.sqlite'.length))
    const stolen = new DatabaseSync(copy, { readOnly: true })
    const row = stolen
      .prepare('SELECT p.person, p.identity FROM rows r JOIN people p USING (person) WHERE host LIKE ?')
      .get('private-troubles%') as { person: number; identity: Uint8Array }
    stolen.close()
    const place = PLACE_OF.person(row.person)
    expect(() => new Vault(new Uint8Array(32)).open(row.identity, place)).toThrow()
    expect(server.context.vault.open(row.identity, place)).toBe(NAME)
    expect(() => server.context.vault.open(row.identity, PLACE_OF.person(row.person + 1))).toThrow()
  })

  it.each([
    ['search', null, { path: '/find-me', terms: 'how to run away' }],
    ['title', 1, { title: 'My secret title' }],
  ])('opens what was sealed, with the key: %s', async (kind, first, secret) => {
    const row = await server.context.db
      .selectFrom('rows')
      .select(['installation', 'seq', 'first', 'secret'])
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    const text = server.context.vault.open(
      row.secret ?? new Uint8Array(),
      PLACE_OF.row(row.installation, row.seq),
    )
    expect([row.first, JSON.parse(text)]).toEqual([first, secret])
  })

  it('gives the reason for a publication back to whoever has the key', async () => {
    const [latest] = await history(server.context.db, server.context.vault, 'policy', 1)
    expect(latest?.note).toBe('suspend Amelia for the fight at lunch')
  })

  it('lies apart from the keys, which only their owner can read', () => {
    const keys = join(server.folder, 'keys')
    const files = filesBelow(join(server.folder, 'data'))
    expect(files.filter((file) => !basename(file).startsWith('kerb.sqlite'))).toEqual([])
    expect(readdirSync(keys).sort()).toEqual(['data.key', 'seal.pem', 'sign-0001.pem'])
    for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o077).toBe(0)
  })
})
