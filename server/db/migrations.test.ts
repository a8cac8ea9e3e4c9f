/** A database of an earlier version, brought up to date with what is in it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as ground from './migrations/0001-ground.ts'
import * as retention from './migrations/0002-retention.ts'
import { openDatabase } from './open.ts'
import { KyselySqlite, openSqlite } from './sqlite.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerb-migrate-'))
  file = join(folder, 'kerb.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const WORDS = 'suspend Amelia for the fight'

/** A school's database before decisions settled a person and notes were sealed. */
async function before(): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: new KyselySqlite(openSqlite(file)) }),
  })
  const migrations = { '0001-ground': ground, '0002-retention': retention }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  expect(error).toBeUndefined()
  await sql`INSERT INTO people VALUES (7, x'01', x'02')`.execute(db)
  for (const [installation, state, person] of [
    ['a', 'confirmed', 7],
    ['b', 'waiting', 7],
    ['c', 'confirmed', null],
  ]) {
    await sql`INSERT INTO installations (installation, public_key, state, state_reason, state_since, person, platform,
      browser, extension, ephemeral, first_seen, last_seen, asked_from, place)
      VALUES (${installation}, x'00', ${state}, 'click', 0, ${person}, '', '', '', 0, 0, 0, '', 'unknown')`.execute(
      db,
    )
  }
  await sql`INSERT INTO rows (installation, seq, at, received, kind) VALUES (1, 1, 0, 0, 'visit')`.execute(db)
  await sql`INSERT INTO documents VALUES ('policy', 1, 1, 0, 'command', ${WORDS}, x'00')`.execute(db)
  await db.destroy()
}

it('stand in one order without a gap: none ever comes in between those that a school has', async () => {
  const files = readdirSync(new URL('migrations/', import.meta.url)).toSorted()
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, i) => i + 1))
  const db = await openDatabase(file)
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db)
  expect(rows.map(({ name }) => `${name}.ts`)).toEqual(files)
  await db.destroy()
})

// Was broken: 0026 came after 0027, and a database that had the one could never be opened again.
it('opens a database that had 0027 before there was a 0026', async () => {
  const made = await openDatabase(file)
  await sql`DROP TABLE record_look_seconds`.execute(made)
  await sql`DELETE FROM kysely_migration WHERE name = '0026-second-yes'`.execute(made)
  await made.destroy()
  const db = await openDatabase(file)
  expect(await db.selectFrom('record_look_seconds').selectAll().execute()).toEqual([])
  await db.destroy()
})

it('says before that it may take long, and after that it is done; of a database that is as it should be nothing', async () => {
  await before()
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  for (let i = 0; i < 2; i += 1) await (await openDatabase(file, say)).destroy()
  expect(lines).toEqual([
    expect.stringMatching(
      /^The database is of an earlier Kerb.* \d+ of \d+ changes\. A large one takes minutes/,
    ),
    expect.stringMatching(/^The database is up to date, after \d+ s\.$/),
  ])
  await (await openDatabase(join(folder, 'new.sqlite'), say)).destroy()
  expect(lines.length).toBe(2)
})

it('keeps rows, settles confirmed installations, and leaves no reason in clear', async () => {
  await before()
  const bytes = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
  expect(bytes().includes(WORDS)).toBe(true)
  const db = await openDatabase(file)
  expect(
    await db.selectFrom('installations').select(['installation', 'settled_person']).orderBy('id').execute(),
  ).toEqual([
    { installation: 'a', settled_person: 7 },
    { installation: 'b', settled_person: null },
    { installation: 'c', settled_person: null },
  ])
  expect(await db.selectFrom('rows').select(['seq', 'mark']).execute()).toEqual([{ seq: 1, mark: null }])
  expect(await db.selectFrom('documents').select(['number', 'note']).execute()).toEqual([
    { number: 1, note: null },
  ])
  await db.destroy()
  expect(bytes().includes(WORDS)).toBe(false)
})
