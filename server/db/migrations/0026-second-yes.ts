/** That a second person has to say yes to a look at a pupil's record, and what they said. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE record_look_seconds (
    look TEXT PRIMARY KEY REFERENCES record_looks (id) ON DELETE CASCADE, wants TEXT NOT NULL, asked INTEGER NOT NULL,
    until INTEGER NOT NULL, answer TEXT, by INTEGER, answered INTEGER
  ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
