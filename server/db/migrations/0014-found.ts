/**
 * What the guard found on devices, and what the school made of it. A place is a host, or a path on one that many
 * share, with what it was taken for; it is found by a keyed hash, and the path is sealed. What installations that
 * nobody confirmed say lies here too, and counts for nothing until they are. The heartbeat leaves behind by what an
 * installation is told apart that is silent, or that somebody has been at.
 */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // `shared`: one that can be closed for all. `unjudged`: something came since it was last looked at.
  // `held`: there is evidence enough, and still it was not closed; a person is needed.
  `CREATE TABLE found_places (
    id INTEGER PRIMARY KEY, same BLOB NOT NULL UNIQUE, host TEXT NOT NULL, kind TEXT NOT NULL, shared INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, unjudged INTEGER NOT NULL, held TEXT, content BLOB NOT NULL
  ) STRICT`,
  `CREATE INDEX found_places_unjudged ON found_places (id) WHERE unjudged = 1`,
  `CREATE INDEX found_places_by_time ON found_places (last)`,
  // One a day of each installation: a flood from one device is one line.
  `CREATE TABLE findings (
    place INTEGER NOT NULL REFERENCES found_places (id) ON DELETE CASCADE,
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE,
    day INTEGER NOT NULL, person INTEGER, at INTEGER NOT NULL, received INTEGER NOT NULL, seen_at TEXT NOT NULL,
    sure INTEGER NOT NULL, signs TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (place, installation, day)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX findings_by_installation ON findings (installation, day)`,
  // `until` is null for what was cleared for good. One decision holds at a time.
  `CREATE TABLE found_decisions (
    id INTEGER PRIMARY KEY, place INTEGER NOT NULL REFERENCES found_places (id) ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what IN ('shared', 'cleared')), by_devices INTEGER NOT NULL, at INTEGER NOT NULL,
    until INTEGER, decided_by INTEGER, ended INTEGER, ended_by INTEGER, reason BLOB NOT NULL,
    CHECK (what = 'cleared' OR until IS NOT NULL)
  ) STRICT`,
  `CREATE UNIQUE INDEX found_decisions_now ON found_decisions (place) WHERE ended IS NULL`,
  `CREATE INDEX found_decisions_by_place ON found_decisions (place, id)`,
  // When it last sent a heartbeat, how many rows it had written by then, and when it last said fewer than before.
  `ALTER TABLE installations ADD COLUMN last_beat INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE installations ADD COLUMN beat_written INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE installations ADD COLUMN went_back INTEGER`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
