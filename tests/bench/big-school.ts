/**
 * A school of 1,200 after a year: 20 million rows in the server's own tables, made once and kept outside the repository
 * (KERB_BENCH_CACHE, else the system's cache folder). It is as large as a year can be: nothing of it was deleted by age.
 * Rows carry no digests and no batches, which no page of the console reads.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { PLACE_OF, Vault } from '../../server/keys/vault.ts'
import { dataKeyOf } from '../../server/keys/data-key.ts'
import { openDatabase } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { databaseFile, type Environment, readEnvironment } from '../../server/environment.ts'
import { random } from './statistics.ts'

export interface BigSchool {
  readonly environment: Environment
  readonly rows: number
  /** Numbers of `people`, in the order of their installations. */
  readonly pupils: readonly number[]
  /** The last moment on record. */
  readonly end: number
  /** Null when it was there already. */
  readonly builtInSeconds: number | null
  readonly megabytes: number
}

/** Of one pupil in a year: 20 million of 1,200. A smaller school has fewer pupils, and none of them less to look at. */
const ROWS_EACH = 20_000_000 / 1_200
const SCHOOL_DAYS = 190
const DAY = 86_400_000
/** The last day of it. */
const END = Date.UTC(2026, 6, 17, 15, 30)
/** What it is made like: another number, or another change of the tables, makes it anew. */
const FORM = 1
const SHAPE = readdirSync(new URL('../../server/db/migrations', import.meta.url)).length
const HOSTS = 5_000
const SEED = 20_260_717
/** Rows in one transaction. */
const AT_ONCE = 200_000

export async function bigSchool(
  rows = Number(process.env['KERB_BENCH_ROWS'] ?? 20_000_000),
): Promise<BigSchool> {
  const cache = process.env['KERB_BENCH_CACHE'] ?? join(homedir(), '.cache', 'kerb-bench')
  const folder = join(cache, `school-${rows}-${FORM}.${SHAPE}`)
  const environment = environmentOf(folder)
  const began = performance.now()
  const isThere = existsSync(join(folder, 'made'))
  if (!isThere) await make(folder, rows)
  return {
    environment,
    rows,
    pupils: Array.from({ length: pupilsOf(rows) }, (_, i) => i + 1),
    end: END,
    builtInSeconds: isThere ? null : Math.round((performance.now() - began) / 1000),
    megabytes: Math.round(statSync(databaseFile(environment)).size / 1e6),
  }
}

const pupilsOf = (rows: number): number => Math.max(10, Math.round(rows / ROWS_EACH))

const environmentOf = (folder: string): Environment =>
  readEnvironment({
    KERB_DATA: join(folder, 'data'),
    KERB_KEYS: join(folder, 'keys'),
    KERB_LOG_LEVEL: 'silent',
  })

/** In a folder beside it first: one that was left half is none. */
async function make(folder: string, rows: number): Promise<void> {
  const half = `${folder}-half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  const environment = environmentOf(half)
  const vault = new Vault(dataKeyOf(environment).key)
  await (await openDatabase(databaseFile(environment))).destroy()
  const db = openSqlite(databaseFile(environment))
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
  db.exec('DROP INDEX rows_by_person; DROP INDEX rows_by_kind')
  addPeople(db, vault, pupilsOf(rows))
  addRows(db, vault, rows)
  db.exec('CREATE INDEX rows_by_person ON rows (person, at) WHERE person IS NOT NULL')
  db.exec('CREATE INDEX rows_by_kind ON rows (kind, at)')
  db.exec('ANALYZE')
  db.exec('PRAGMA journal_mode = WAL')
  db.close()
  writeFileSync(join(half, 'made'), `${rows}\n`)
  renameSync(half, folder)
}

function addPeople(db: DatabaseSync, vault: Vault, count: number): void {
  const person = db.prepare('INSERT INTO people (person, lookup, identity) VALUES (?, ?, ?)')
  const installation =
    db.prepare(`INSERT INTO installations (id, installation, public_key, state, state_reason,
    state_since, asset_id, person, person_from, settled_person, platform, browser, extension, ephemeral, first_seen,
    last_seen, asked_from, place) VALUES (?, ?, x'00', 'confirmed', 'expected', ?, ?, ?, 'profile', ?, 'ChromeOS', 'Chrome',
    '0.2.0', 0, ?, ?, '', 'on-site')`)
  const first = END - SCHOOL_DAYS * 2 * DAY
  db.exec('BEGIN')
  for (let i = 1; i <= count; i += 1) {
    const name = `year${7 + (i % 5)}.pupil${i}@school.example`
    person.run(i, vault.lookup(name), vault.seal(name, PLACE_OF.person(i)))
    installation.run(i, String(i).padStart(43, '0'), first, `CB-${i}`, i, i, first, END)
  }
  db.exec('COMMIT')
}

const INSERT = `INSERT INTO rows (installation, seq, at, received, kind, person, person_from, host, categories, action,
  reason, target, first, second, secret) VALUES (?, ?, ?, ?, ?, ?, 'profile', ?, ?, ?, ?, ?, ?, ?, ?)`

/** Installation by installation, as they lie: that appends, where the order of time would go to and fro. */
function addRows(db: DatabaseSync, vault: Vault, rows: number): void {
  const insert = db.prepare(INSERT)
  const next = random(SEED)
  const days = schoolDays()
  const pupils = pupilsOf(rows)
  const perPupil = Math.ceil(rows / pupils)
  let made = 0
  db.exec('BEGIN')
  for (let id = 1; id <= pupils; id += 1) {
    for (let seq = 1; seq <= perPupil && made < rows; seq += 1) {
      made += 1
      const place = (seq - 1) / perPupil
      const day = days[Math.floor(place * days.length)] ?? END
      const at = Math.floor(day + (place * days.length - Math.floor(place * days.length)) * 6.5 * 3_600_000)
      insert.run(id, seq, at, at + 60_000, ...valuesOf({ id, seq, next, vault }))
      if (made % AT_ONCE === 0) db.exec('COMMIT; BEGIN')
    }
    db.prepare('UPDATE installations SET written = ?, stored = ?, acknowledged = ? WHERE id = ?').run(
      perPupil,
      perPupil,
      perPupil,
      id,
    )
  }
  db.exec('COMMIT')
}

/** Nine in the morning of every school day, the oldest first. */
function schoolDays(): number[] {
  const days: number[] = []
  for (let at = END - 6.5 * 3_600_000; days.length < SCHOOL_DAYS; at -= DAY) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.unshift(at)
  }
  return days
}

interface Making {
  readonly id: number
  readonly seq: number
  readonly next: () => number
  readonly vault: Vault
}

type Value = string | number | Uint8Array | null

/** Kind, person and all that follows: visits with their stays, some searches, some that were stopped. */
function valuesOf({ id, seq, next, vault }: Making): Value[] {
  const seal = (value: unknown): Uint8Array => vault.seal(JSON.stringify(value), PLACE_OF.row(id, seq))
  // Few sites are visited much, and many now and then.
  const host = `www.site${Math.floor(HOSTS * next() ** 3)}.example.org`
  const roll = next()
  if (seq % 2 === 0)
    return ['stay', id, null, null, null, null, null, seq - 1, Math.floor(next() * 600), null]
  if (roll < 0.1) {
    const terms = `how does ${WORDS[Math.floor(next() * WORDS.length)]} work ${Math.floor(next() * 1000)}`
    const secret = seal({ path: '/search', terms })
    return ['search', id, 'www.google.com', 'search', 'allow', 'category', null, null, null, secret]
  }
  if (roll < 0.22)
    return [
      'blocked',
      id,
      host,
      'games',
      'block',
      'category',
      'page',
      null,
      null,
      seal({ path: `/play/${seq}` }),
    ]
  return ['visit', id, host, 'education', 'allow', 'never-block', null, null, null, null]
}

const WORDS = ['a volcano', 'rain', 'the heart', 'a battery', 'money', 'Parliament', 'a rocket', 'sleep']
