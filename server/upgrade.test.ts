/**
 * A school's database of an earlier release (its shape was at change 0012, with a term's beginning in it), brought up to
 * date by opening it: what it answered then it answers now, and its devices go on where they were.
 */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PLACE_OF } from './keys/vault.ts'
import { memberCookie, SAME_ORIGIN } from './testing-staff.ts'
import { TestDevice, testServer, type TestServer, visit } from './testing.ts'

const FIXTURES = new URL('../tests/fixtures/upgrade/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8')

interface Before {
  readonly answers: Readonly<Record<string, unknown>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly installations: readonly Readonly<Record<string, unknown>>[]
  readonly names: readonly (readonly [number, string])[]
}
const before = JSON.parse(read('level-0012.json')) as Before

let server: TestServer
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kerb-upgrade-'))
  mkdirSync(join(folder, 'data'))
  const database = new DatabaseSync(join(folder, 'data/kerb.sqlite'))
  database.exec(read('level-0012.sql'))
  database.close()
  server = await testServer({ KERB_DATA_KEY: Buffer.alloc(32, 1).toString('base64url') }, folder)
})
afterEach(() => server.close())

it('answers the console as it did', async () => {
  const { cookie } = await memberCookie(server, 'net@school.example', ['network', 'dsl'])
  for (const [url, answer] of Object.entries(before.answers)) {
    const sent = await server.app.inject({ method: 'GET', url, headers: { ...SAME_ORIGIN, cookie } })
    expect(sent.statusCode, url).toBe(200)
    // What came with later releases stands beside it, and whoever asks now has signed in since.
    if (url === '/admin/tokens')
      expect(sent.json<{ tokens: unknown[] }>().tokens).toContainEqual(tokenOf(answer))
    else expect(sent.json(), url).toMatchObject(withoutSignIns(answer))
  }
})

it('has every row and every name, and opens what was sealed', async () => {
  const { db, vault, people } = server.context
  const rows = await db.selectFrom('rows').selectAll().orderBy('installation').orderBy('seq').execute()
  const opened = rows.map(({ secret, ...row }) => ({
    ...row,
    secret: secret && (JSON.parse(vault.open(secret, PLACE_OF.row(row.installation, row.seq))) as object),
  }))
  expect(opened).toMatchObject(before.rows)
  expect(opened).toHaveLength(before.rows.length)
  const known = await people.namesOf(
    db,
    before.names.map(([person]) => person),
  )
  expect([...known]).toEqual(expect.arrayContaining([...before.names]))
  const installations = await db.selectFrom('installations').selectAll().orderBy('id').execute()
  expect(installations).toMatchObject(before.installations)
})

it('holds together, and takes in a new device and its rows', async () => {
  const database = new DatabaseSync(join(server.folder, 'data/kerb.sqlite'), { readOnly: true })
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  database.close()
  const device = await TestDevice.confirmed(server)
  expect((await device.activity([visit(1), visit(2)])).body).toMatchObject({ acknowledged: 2 })
  expect((await device.send('GET', '/v1/policy')).status).toBe(200)
})

const tokenOf = (answer: unknown) => (answer as { tokens: unknown[] }).tokens[0]

/** Signing in to ask is a change that no release makes. */
const withoutSignIns = (answer: unknown): object =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === 'lastSignIn' ? undefined : value)),
  ) as object
