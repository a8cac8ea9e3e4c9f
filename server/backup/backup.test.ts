/** A backup is whole or is none: what it holds comes back byte for byte, and nothing that was changed is taken. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { FILE_KINDS } from '../lists/deliver.ts'
import { TestDevice, testServer, type TestServer, visit } from '../testing.ts'
import { bytesBelow } from '../testing-disk.ts'
import { BackupError, HEAD, opening, PIECE, sealing } from './cipher.ts'
import { readOut, readThrough } from './read.ts'
import { backupKeyOf } from './keys.ts'
import { WORK_FOLDER } from './write.ts'

const KEY = Buffer.alloc(32, 7)
const through = async (bytes: Uint8Array, stream: NodeJS.ReadWriteStream) =>
  Buffer.concat(
    await Readable.from([bytes])
      .pipe(stream as ReturnType<typeof sealing>)
      .toArray(),
  )
const open = (bytes: Uint8Array, key = KEY) =>
  new Promise<Buffer>((done, failed) => {
    const stream = opening(key)
    const out: Buffer[] = []
    stream.on('data', (piece: Buffer) => out.push(piece))
    stream.on('end', () => done(Buffer.concat(out)))
    stream.on('error', failed)
    stream.end(bytes)
  })

describe('the seal', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])(
    'opens to the %i bytes that went in, and no piece of them stands in it',
    async (length) => {
      const bytes = Buffer.alloc(length, 'abcdefgh')
      const sealed = await through(bytes, sealing(KEY))
      expect((await open(sealed)).equals(bytes)).toBe(true)
      expect(sealed.includes('abcdefgh')).toBe(false)
      expect((await through(bytes, sealing(KEY))).equals(sealed)).toBe(false)
    },
  )

  it('refuses another key, another file, a changed byte anywhere, and a file that is cut or longer anywhere', async () => {
    const sealed = await through(Buffer.alloc(2 * PIECE + 100, 3), sealing(KEY))
    const piece = PIECE + 16
    await expect(open(sealed, Buffer.alloc(32, 8))).rejects.toThrow('another backup key')
    await expect(open(Buffer.alloc(5000))).rejects.toThrow('no backup of Kerb')
    await expect(open(Buffer.alloc(0))).rejects.toThrow(BackupError)
    for (const at of [0, 20, HEAD, HEAD + 5, HEAD + piece - 1, HEAD + piece, sealed.length - 1]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(open(changed), `byte ${at}`).rejects.toThrow(BackupError)
    }
    for (const length of [HEAD, HEAD + piece, HEAD + 2 * piece, sealed.length - 1, HEAD - 1])
      await expect(open(sealed.subarray(0, length)), `cut at ${length}`).rejects.toThrow(BackupError)
    await expect(open(Buffer.concat([sealed, Buffer.from([0])]))).rejects.toThrow(BackupError)
    const swapped = Buffer.concat([
      sealed.subarray(0, HEAD),
      sealed.subarray(HEAD + piece, HEAD + 2 * piece),
      sealed.subarray(HEAD, HEAD + piece),
      sealed.subarray(HEAD + 2 * piece),
    ])
    await expect(open(swapped)).rejects.toThrow(BackupError)
  })
})

describe('of a server', () => {
  let server: TestServer
  let out: string
  beforeEach(async () => {
    server = await testServer()
    out = mkdtempSync(join(tmpdir(), 'kerb-out-'))
  })
  afterEach(async () => {
    await server.close()
    rmSync(out, { recursive: true })
  })
  const folder = () => server.context.environment.backup.folder
  const dataDir = () => server.context.environment.dataDir
  const make = () => server.context.backups.begin('hand', Date.now())

  it('holds the database and the lists as they were, sealed, and leaves nothing beside', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([visit(1), visit(2)])
    mkdirSync(join(dataDir(), 'lists/names'), { recursive: true })
    writeFileSync(join(dataDir(), 'lists/names', `${'a'.repeat(64)}.names`), 'games.example')
    // Every kind that devices fetch: a later one must not be forgotten.
    const fetched = FILE_KINDS.map((kind) => `lists/${'b'.repeat(64)}.${kind}`)
    for (const name of fetched) writeFileSync(join(dataDir(), name), '')
    writeFileSync(join(dataDir(), 'lists/raw/3'), 'as it came')
    writeFileSync(join(dataDir(), 'lists/raw/3-x.fresh'), 'half of it')
    const { file, problem } = await make()
    expect(problem).toBeNull()
    // What is written after the moment of the backup is not in it.
    await device.activity([visit(3)])
    const manifest = await readOut(join(folder(), file ?? ''), backupKeyOf(server.context.environment), out)
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(
      ['kerb.sqlite', ...fetched, `lists/names/${'a'.repeat(64)}.names`, 'lists/raw/3'].toSorted(),
    )
    expect(readFileSync(join(out, 'lists/raw/3'), 'utf8')).toBe('as it came')
    const copy = new DatabaseSync(join(out, 'kerb.sqlite'), { readOnly: true })
    expect(copy.prepare('SELECT count(*) AS n FROM rows').get()).toEqual({ n: 2 })
    copy.close()
    expect(readdirSync(join(dataDir(), WORK_FOLDER))).toEqual([])
    expect(readdirSync(folder())).toEqual([file])
    expect(statSync(join(folder(), file ?? '')).mode & 0o077).toBe(0)
    // Not even what the database itself has in clear.
    expect(bytesBelow(folder()).includes('maths.example.org')).toBe(false)
    expect(bytesBelow(folder()).includes('kysely_migration')).toBe(false)
  })

  it('is of one moment while rows go on arriving, and holds nobody up', async () => {
    await fillWith(server, 40_000)
    const device = await TestDevice.confirmed(server)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const done = make()
    delay.enable()
    let sent = 0
    let running = true
    const run = done.finally(() => (running = false))
    while (running) await device.activity([visit((sent += 1))])
    delay.disable()
    expect((await run).problem).toBeNull()
    expect(sent).toBeGreaterThan(3)
    const { file } = await run
    await readOut(join(folder(), file ?? ''), backupKeyOf(server.context.environment), out)
    const copy = new DatabaseSync(join(out, 'kerb.sqlite'), { readOnly: true })
    expect(copy.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    const { n, most } = copy
      .prepare("SELECT count(*) AS n, max(seq) AS most FROM rows WHERE host = 'maths.example.org'")
      .get() as { n: number; most: number | null }
    copy.close()
    expect(n).toBe(most ?? 0)
    expect(n).toBeLessThan(sent)
  })

  it('is cancelled when somebody says so, and leaves nothing', async () => {
    await fillWith(server, 40_000)
    const done = make()
    expect(server.context.backups.cancel()).toBe(true)
    await done
    expect(readdirSync(folder())).toEqual([])
    expect(readdirSync(join(dataDir(), WORK_FOLDER))).toEqual([])
    // Nobody is told of a failure that was none.
    expect((await server.context.backups.state(Date.now())).runs).toEqual([])
    expect(server.context.backups.cancel()).toBe(false)
  })

  it('is refused by who reads it when anything was changed, and the next one is made beside it', async () => {
    const { file } = await make()
    const path = join(folder(), file ?? '')
    const key = backupKeyOf(server.context.environment)
    await expect(readThrough(path, key)).resolves.toMatchObject({ format: 1, epoch: 1 })
    const bytes = readFileSync(path)
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
    writeFileSync(path, bytes)
    await expect(readThrough(path, key)).rejects.toThrow(BackupError)
    writeFileSync(path, bytes.subarray(0, bytes.length - 500))
    await expect(readThrough(path, key)).rejects.toThrow(BackupError)
  })

  it('says why none was made, and the console says it until one is', async () => {
    writeFileSync(folder(), 'a file where a folder belongs')
    expect((await make()).problem).toContain('cannot be made')
    expect((await server.context.backups.state(Date.now())).problems.map(({ code }) => code)).toContain(
      'failed',
    )
    rmSync(folder())
    expect((await make()).problem).toBeNull()
    const { problems } = await server.context.backups.state(Date.now())
    expect(problems.map(({ code }) => code)).not.toContain('failed')
  })
})

/** Rows of an old device, for a database of some megabytes. */
async function fillWith({ context }: TestServer, rows: number): Promise<void> {
  await sql`INSERT INTO installations (installation, public_key, state, state_reason, state_since, platform, browser,
    extension, ephemeral, first_seen, last_seen, asked_from, place) VALUES ('filler', x'00', 'confirmed', 'click', 0,
    '', '', '', 0, 0, 0, '', 'site')`.execute(context.db)
  await sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    INSERT INTO rows (installation, seq, at, received, kind, host, secret)
    SELECT (SELECT id FROM installations WHERE installation = 'filler'), i, i, i, 'visit', 'filler.example', randomblob(400)
    FROM n`.execute(context.db)
}
