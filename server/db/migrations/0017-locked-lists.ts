/** Hashed lists of illegal content, and which of their entries somebody came upon. Both are sealed. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // The newest alone is kept: nobody goes back to what was on such a list.
  `CREATE TABLE locked_documents (
    epoch INTEGER NOT NULL, number INTEGER NOT NULL, loaded INTEGER NOT NULL, payload BLOB NOT NULL,
    PRIMARY KEY (epoch, number)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE locked_hits (
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, received INTEGER NOT NULL, person INTEGER, told INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (installation, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX locked_hits_by_time ON locked_hits (received)`,
  `CREATE INDEX locked_hits_untold ON locked_hits (told) WHERE told = 0`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
