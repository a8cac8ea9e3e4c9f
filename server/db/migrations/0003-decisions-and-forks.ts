/** Whom a confirmed installation stands for; numbers that fork; reasons of publications, which name people, sealed. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // An emptied or absent one is filled again by the next person who is named.
  `ALTER TABLE installations ADD COLUMN settled_person INTEGER REFERENCES people (person) ON DELETE SET NULL`,
  `UPDATE installations SET settled_person = person WHERE state = 'confirmed'`,
  `ALTER TABLE installations ADD COLUMN forks INTEGER NOT NULL DEFAULT 0`,
  // Tells a row that is sent again from another row under its number. Null in rows from before this.
  `ALTER TABLE rows ADD COLUMN mark INTEGER`,
  `CREATE TABLE forks (
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, received INTEGER NOT NULL, kind TEXT NOT NULL, person INTEGER, person_from TEXT,
    host TEXT, categories TEXT, action TEXT, reason TEXT, target TEXT, first INTEGER, second REAL, secret BLOB,
    mark INTEGER NOT NULL, PRIMARY KEY (installation, seq, mark)
  ) STRICT, WITHOUT ROWID`,
  // Reasons that were written in clear cannot be sealed here, where the key is not; they go instead of staying.
  `ALTER TABLE documents DROP COLUMN note`,
  `ALTER TABLE documents ADD COLUMN note BLOB`,
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
