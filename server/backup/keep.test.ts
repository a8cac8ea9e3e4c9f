/** What was deleted goes from backups in time, whether or not new ones are made; whoever asks is told when. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DAY } from '../../lib/time/zone.ts'
import { readEnvironment } from '../environment.ts'
import { noteErased } from '../jobs/compact.ts'
import { memberCookie } from '../testing-staff.ts'
import { testServer, type TestServer } from '../testing.ts'
import { fileName } from './files.ts'
import { asideSince, inBackups } from './keep.ts'
import { backupKeyOf } from './keys.ts'
import { putInPlace } from './put-in-place.ts'
import { readOut } from './read.ts'

let server: TestServer
afterEach(() => server.close())

const folder = () => server.context.environment.backup.folder
const dataDir = () => server.context.environment.dataDir
/** Files that look like backups of so many days ago. */
const lay = (...days: readonly number[]): void => {
  mkdirSync(folder(), { recursive: true })
  for (const one of days) writeFileSync(join(folder(), fileName(Date.now() - one * DAY)), 'sealed')
}
const there = () => readdirSync(folder()).length

describe('old backups go', () => {
  it('at the start of a server that makes none by itself', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    lay(3, 13.9, 14.1, 400)
    await server.context.backups.start(Date.now())
    expect(there()).toBe(2)
  })

  it('when a new one cannot be made', async () => {
    server = await testServer()
    lay(13, 15)
    // Nothing opens with this.
    writeFileSync(join(server.folder, 'keys', 'backup.key'), 'not a key')
    const { problem } = await server.context.backups.begin('hand', Date.now())
    expect(problem).not.toBeNull()
    expect(there()).toBe(1)
  })

  it('with what a restore put aside, and with halves that a stop left behind', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    const now = Date.now()
    const from = join(server.folder, 'from')
    for (const days of [1, 15]) {
      mkdirSync(join(dataDir(), 'lists'), { recursive: true })
      mkdirSync(join(from, 'lists'), { recursive: true })
      const aside = await putInPlace(from, dataDir(), now - days * DAY)
      expect(asideSince(aside?.split('/').at(-1) ?? '')).toBe(now - days * DAY)
    }
    expect(asideSince('before-restore-by-hand')).toBeNull()
    lay(1)
    const half = join(folder(), `${fileName(now)}.part`)
    const older = join(folder(), `${fileName(now - 2 * DAY)}.part`)
    for (const one of [half, older]) writeFileSync(one, 'half')
    utimesSync(older, new Date(now - 2 * DAY), new Date(now - 2 * DAY))
    await server.context.backups.start(now)
    expect(readdirSync(dataDir()).flatMap((name) => asideSince(name) ?? [])).toEqual([now - DAY])
    expect([existsSync(half), existsSync(older)]).toEqual([true, false])
  })
})

// Was broken: a server that was off over the summer, or whose clock jumped, deleted the only backup at its start.
describe('the last one goes three days after somebody could hear of it', () => {
  const NOW = Date.now()
  const start = (days: number) => server.context.backups.start(NOW + days * DAY)

  it('when the server was off for longer than backups are kept', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    await memberCookie(server, 'net@school.example', ['network'])
    const queue = vi.spyOn(server.context.mail, 'queue')
    const letters = () => queue.mock.calls.map(([, people, , about]) => [people.length, about])
    lay(42, 43)
    await start(0)
    expect(there()).toBe(1)
    expect(letters()).toEqual([[1, 'backup-ending']])
    const { lastGoes, problems } = await server.context.backups.state(NOW + DAY)
    expect(lastGoes).toBe(NOW + 3 * DAY)
    expect(problems.map(({ code }) => code)).toContain('ending')
    await start(2.99)
    expect(there()).toBe(1)
    expect(letters()).toEqual([[1, 'backup-ending']])
    await start(3)
    expect(there()).toBe(0)
  })

  it('also where a try fails meanwhile', async () => {
    server = await testServer()
    lay(42)
    writeFileSync(join(server.folder, 'keys', 'backup.key'), 'not a key')
    for (const days of [0, 2]) {
      await server.context.backups.begin('hand', NOW + days * DAY)
      expect(there()).toBe(1)
    }
    await server.context.backups.begin('hand', NOW + 3 * DAY)
    expect(there()).toBe(0)
  })

  it('however far a clock jumps, and what a wrong clock noted counts for nothing when it is right again', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    lay(1)
    await start(1000)
    expect(there()).toBe(1)
    await start(0)
    await start(20)
    expect(there()).toBe(1)
    await start(10)
    await start(12.9)
    expect(there()).toBe(1)
  })

  it('and one that was made since has a notice of its own', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    lay(42)
    await start(0)
    lay(0)
    await start(1)
    rmSync(join(folder(), fileName(NOW - 42 * DAY)), { force: true })
    await start(20)
    expect(there()).toBe(1)
    await start(23)
    expect(there()).toBe(0)
  })
})

it.each(['1', '3', '0', '1000'])('backups cannot be kept for %s days', (days) =>
  expect(() => readEnvironment({ KERB_BACKUPS_KEPT: days })).toThrow(
    /KERB_BACKUPS_KEPT: .*from 4 to 999.*three days/,
  ),
)

describe('who asks is told', () => {
  it('when the last one goes later, because it was announced later', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    const at = Date.UTC(2026, 10, 20, 12)
    mkdirSync(folder())
    writeFileSync(join(folder(), fileName(at)), '')
    await server.context.backups.start(at + 42 * DAY)
    // Announced on the first of January; gone in the night after three days.
    expect((await inBackups(server.context, at + 42 * DAY))(at)).toEqual({
      until: Date.UTC(2027, 0, 5, 3, 30),
      isThere: true,
    })
  })

  it('and where backups are kept for the least time, when it can be announced at all', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off', KERB_BACKUPS_KEPT: '4' })
    const at = Date.UTC(2026, 10, 20, 12)
    mkdirSync(folder())
    writeFileSync(join(folder(), fileName(at)), '')
    // Late a day and a half after it was made, announced in the night after that.
    const { until } = (await inBackups(server.context, at))(at)
    expect(until).toBe(Date.UTC(2026, 10, 26, 3, 30))
    for (const night of [21, 22, 23, 24, 25, 26])
      await server.context.backups.start(Date.UTC(2026, 10, night, 3, 30))
    expect(there()).toBe(0)
  })

  it('by when the last backup that was made before goes, and whether there is one', async () => {
    server = await testServer()
    const deleted = Date.UTC(2026, 10, 20, 12)
    const said = async () => (await inBackups(server.context, deleted))(deleted)
    // The night after fourteen days, at half past three in London.
    const until = Date.UTC(2026, 11, 5, 3, 30)
    expect(await said()).toEqual({ until, isThere: false })
    mkdirSync(folder())
    writeFileSync(join(folder(), fileName(deleted + 1000)), '')
    expect(await said()).toEqual({ until, isThere: false })
    writeFileSync(join(folder(), fileName(deleted - 1000)), '')
    expect(await said()).toEqual({ until, isThere: true })
  })

  it('that the last one is about to go, by mail and in the console', async () => {
    server = await testServer({ KERB_BACKUP_AT: 'off' })
    await memberCookie(server, 'net@school.example', ['network'])
    lay(12)
    const { problems } = await server.context.backups.state(Date.now())
    expect(problems.map(({ code }) => code)).toContain('ending')
  })
})

// Was broken: what the database left in unused parts of its pages went into each backup until the next rewriting.
it('a backup that is made after something was erased has no remains of it', async () => {
  server = await testServer()
  const { db, environment } = server.context
  // As SQLite leaves them: bytes in a page that belong to no row.
  await sql`CREATE TABLE remains (text TEXT)`.execute(db)
  await sql`PRAGMA secure_delete = OFF`.execute(db)
  for (let i = 0; i < 20; i += 1)
    await sql`INSERT INTO remains VALUES (${`forget-me-${i}-${'x'.repeat(100)}`})`.execute(db)
  await sql`DELETE FROM remains`.execute(db)
  const remainsIn = async (made: { file: string | null }) => {
    const out = join(server.folder, `out-${made.file}`)
    mkdirSync(out)
    await readOut(join(folder(), made.file ?? ''), backupKeyOf(environment), out)
    const copy = new DatabaseSync(join(out, 'kerb.sqlite'), { readOnly: true })
    expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    copy.close()
    return readFileSync(join(out, 'kerb.sqlite')).includes('forget-me')
  }
  const at = Date.now()
  expect(await remainsIn(await server.context.backups.begin('hand', at - 5000))).toBe(true)
  await noteErased(db, at)
  expect(await remainsIn(await server.context.backups.begin('hand', at))).toBe(false)
})
