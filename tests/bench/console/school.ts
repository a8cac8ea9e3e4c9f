/**
 * A school of 1,200 after a year: 20 million rows, made once and kept outside the repository (KERB_BENCH_CACHE, else the
 * user's cache folder). Day after day, batch by batch, as they would have come. It is as large as a year can be: nothing
 * was deleted by age. A smaller school has fewer pupils, and none of them less to look at.
 */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { openSqlite } from '../../../server/db/sqlite.ts'
import { type Context, openContext } from '../../../server/context.ts'
import { databaseFile, type Environment, readEnvironment } from '../../../server/environment.ts'
import { PLACE_OF, type Vault } from '../../../server/keys/vault.ts'
import { random } from '../statistics.ts'
import { END } from './clock.ts'
import { Filler, newSender, type Sender } from './fill.ts'
import { furnish } from './furnish.ts'
import { pupilName, rowOf, schoolDays, timeOf } from './pupils.ts'

export interface BigSchool {
  /** What the server is told of it. */
  readonly variables: Readonly<Record<string, string>>
  readonly folder: string
  readonly rows: number
  /** Numbers of `people` and of `installations`: 1 to this. */
  readonly pupils: number
  /** Null when it was there already. */
  readonly builtInSeconds: number | null
  readonly megabytes: number
}

/** Of one pupil in a year: 20 million of 1,200. */
const ROWS_EACH = 20_000_000 / 1_200
/** What it is made like: another number makes it anew. Changes of its tables come to it as to any school's. */
const FORM = 2
const SEED = 20_260_717
/** A batch is on its way for so long. */
const ON_ITS_WAY = 60_000
/** Its seven hours end with it. */
const SCHOOL_DAY = 7 * 3_600_000

export async function bigSchool(rows: number): Promise<BigSchool> {
  const cache = process.env['KERB_BENCH_CACHE'] ?? join(homedir(), '.cache', 'kerb-bench')
  const folder = join(cache, `school-${rows}-${FORM}`)
  const began = performance.now()
  const isThere = existsSync(join(folder, 'made'))
  if (!isThere) await make(folder, rows)
  const variables = variablesOf(folder)
  return {
    variables,
    folder,
    rows,
    pupils: pupilsOf(rows),
    builtInSeconds: isThere ? null : Math.round((performance.now() - began) / 1000),
    megabytes: Math.round(statSync(databaseFile(readEnvironment(variables))).size / 1e6),
  }
}

const pupilsOf = (rows: number): number => Math.max(30, Math.round(rows / ROWS_EACH))

/** What a server on this folder is told. */
export const variablesOf = (folder: string): Record<string, string> => ({
  KERB_DATA: join(folder, 'data'),
  KERB_KEYS: join(folder, 'keys'),
  KERB_BACKUPS: join(folder, 'backups'),
  KERB_LOG_LEVEL: 'error',
})

/** In a folder beside it first: one that was left half is none. */
async function make(folder: string, rows: number): Promise<void> {
  const half = `${folder}-half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  const environment = readEnvironment(variablesOf(half))
  const context = await openContext(environment)
  // Half a database is thrown away: nothing has to be on the disk before the end.
  await sql`PRAGMA synchronous = OFF`.execute(context.db)
  fill(context, environment, rows)
  await furnish(context, pupilsOf(rows))
  await context.close()
  writeFileSync(join(half, 'made'), `${rows}\n`)
  renameSync(half, folder)
}

function fill({ vault }: Context, environment: Environment, rows: number): void {
  const db = openSqlite(databaseFile(environment))
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1500000; PRAGMA foreign_keys = OFF')
  const put = takenAside(db)
  const senders = addPeople(db, vault, pupilsOf(rows))
  addRows(db, vault, senders, rows)
  put()
  db.exec('ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Indexes and triggers of rows are slower one row at a time: they go, and come back when all is there. */
function takenAside(db: DatabaseSync): () => void {
  const found = db
    .prepare(`SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('rows', 'evidence_entries')
      AND type IN ('index', 'trigger') AND sql IS NOT NULL`)
    .all() as { type: string; name: string; sql: string }[]
  for (const { type, name } of found) db.exec(`DROP ${type} ${name}`)
  return () => {
    // What the triggers would have counted.
    db.exec(`INSERT INTO day_counts SELECT at / 86400000, kind,
      CASE kind WHEN 'blocked' THEN coalesce(categories, '') ELSE '' END, count(*)
      FROM counted_rows WHERE kind IN ('blocked', 'warned', 'search') GROUP BY 1, 2, 3`)
    for (const one of found) db.exec(one.sql)
  }
}

function addPeople(db: DatabaseSync, vault: Vault, count: number): Sender[] {
  const person = db.prepare('INSERT INTO people (person, lookup, identity) VALUES (?, ?, ?)')
  const installation =
    db.prepare(`INSERT INTO installations (id, installation, public_key, state, state_reason,
    state_since, asset_id, person, person_from, settled_person, platform, browser, extension, ephemeral, first_seen,
    last_seen, last_beat, enforcing, asked_from, place) VALUES (?, ?, ?, 'confirmed', 'expected', ?, ?, ?, 'profile', ?,
    'ChromeOS', 'Chromium 156', '0.2.0', 0, ?, ?, ?, '1.1', '', 'on-site')`)
  const [first = END] = schoolDays(END)
  db.exec('BEGIN')
  const senders = Array.from({ length: count }, (_, i) => {
    const sender = newSender(i + 1)
    const { id, spki } = sender
    const name = pupilName(id)
    person.run(id, vault.lookup(name), vault.seal(name, PLACE_OF.person(id)))
    installation.run(id, sender.installation, spki, first, `CB-${id}`, id, id, first, END, END)
    return sender
  })
  db.exec('COMMIT')
  return senders
}

/** Everybody's first day, then everybody's second. */
function addRows(db: DatabaseSync, vault: Vault, senders: readonly Sender[], rows: number): void {
  const filler = new Filler(db, vault)
  const next = random(SEED)
  const days = schoolDays(END)
  const each = Math.ceil(rows / senders.length)
  const until = (day: number): number => Math.floor((each * day) / days.length)
  for (const [day, morning] of days.entries()) {
    db.exec('BEGIN')
    const [from, to] = [until(day), until(day + 1)]
    for (const sender of senders) {
      const made = Array.from({ length: to - from }, (_, i) =>
        rowOf({ pupil: sender.id, seq: from + i + 1, at: timeOf(morning, i, to - from) }, next),
      )
      filler.batch(sender, made, Math.min(END, morning + SCHOOL_DAY - ON_ITS_WAY))
    }
    db.exec('COMMIT')
  }
  db.prepare('UPDATE installations SET written = ?, stored = ?, acknowledged = ?, beat_written = ?').run(
    each,
    each,
    each,
    each,
  )
}
