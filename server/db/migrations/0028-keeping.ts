/** How long what is recorded is kept, as the school sets it: every change, with its reason. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE keeping_changes (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_person INTEGER NOT NULL, kind TEXT NOT NULL, before INTEGER NOT NULL,
    days INTEGER NOT NULL, starts INTEGER NOT NULL, done INTEGER, reason BLOB NOT NULL, taken INTEGER, taken_by INTEGER
  ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
