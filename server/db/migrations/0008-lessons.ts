/** Lessons that were started. Who taught is a number of `people`; the words and sites are sealed. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE lessons (
    id TEXT PRIMARY KEY, class INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE, teacher INTEGER NOT NULL,
    started INTEGER NOT NULL, until INTEGER NOT NULL, ended INTEGER, content BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX lessons_by_class ON lessons (class, until)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
