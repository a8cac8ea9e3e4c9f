/** Sources of category lists, every update of theirs, and the school's own corrections; mail that is not about concerns. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // "address" is null for a source that comes as a file. Ids are never used again: files and the audit name them.
  `CREATE TABLE list_sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, licence TEXT NOT NULL, preset TEXT, address TEXT,
    file TEXT NOT NULL, format TEXT NOT NULL, mapping TEXT NOT NULL, schedule TEXT NOT NULL, "on" INTEGER NOT NULL,
    pinned INTEGER NOT NULL, added INTEGER NOT NULL, checked INTEGER, etag TEXT, modified TEXT, failing TEXT
  ) STRICT`,
  `CREATE TABLE list_updates (
    id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL REFERENCES list_sources (id) ON DELETE CASCADE,
    at INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('in-force', 'held', 'earlier', 'discarded')),
    digest TEXT NOT NULL, counts TEXT NOT NULL, problems TEXT NOT NULL,
    decided TEXT, decided_at INTEGER, decided_by INTEGER, reason BLOB, kept INTEGER NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX list_updates_in_force ON list_updates (source) WHERE state = 'in-force'`,
  `CREATE INDEX list_updates_by_source ON list_updates (source, id)`,
  `CREATE TABLE list_corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT NOT NULL, categories TEXT NOT NULL, at INTEGER NOT NULL,
    by_person INTEGER, from_file TEXT, ended INTEGER, ended_by INTEGER, reason BLOB NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX list_corrections_now ON list_corrections (host) WHERE ended IS NULL`,
  // What a mail is about is part of who waits for it.
  `CREATE TABLE mail_waiting (
    person INTEGER NOT NULL, about TEXT NOT NULL, hour INTEGER NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (person, about)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO mail_waiting SELECT person, 'concern', hour, times FROM mail_outbox`,
  `DROP TABLE mail_outbox`,
  `ALTER TABLE mail_waiting RENAME TO mail_outbox`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
