/** What rows are proved by, days that follow each other, holds, erasures, and packs that were made. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Enciphered: in clear it would let whoever steals the file try names until a digest fits.
  `ALTER TABLE rows ADD COLUMN salt TEXT`,
  `ALTER TABLE forks ADD COLUMN salt TEXT`,
  // Ids are never used again: a day is a range of them. "body" goes when nothing is left that it proves.
  `CREATE TABLE evidence_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('batch', 'removed')),
    installation INTEGER, first INTEGER, last INTEGER, head TEXT NOT NULL, body_digest BLOB NOT NULL, body BLOB
  ) STRICT`,
  `CREATE INDEX evidence_by_numbers ON evidence_entries (installation, last) WHERE installation IS NOT NULL`,
  `CREATE INDEX evidence_removed ON evidence_entries (id) WHERE kind = 'removed'`,
  `CREATE INDEX evidence_whole ON evidence_entries (id) WHERE body IS NOT NULL`,
  `CREATE TABLE evidence_days (
    day TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, root BLOB NOT NULL, head BLOB NOT NULL,
    closed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // "person" null: everybody's.
  `CREATE TABLE holds (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, by_person INTEGER, person INTEGER,
    since INTEGER NOT NULL, until INTEGER NOT NULL, ends INTEGER NOT NULL, reason BLOB NOT NULL,
    lifted INTEGER, lifted_by INTEGER, lifted_reason BLOB
  ) STRICT`,
  `CREATE TABLE erasures (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, by_person INTEGER NOT NULL, person INTEGER NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, reason BLOB NOT NULL, planned INTEGER NOT NULL,
    expires INTEGER NOT NULL, confirmed INTEGER, confirmed_by INTEGER, done INTEGER, erased INTEGER
  ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
