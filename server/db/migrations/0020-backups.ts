/** What became of each backup. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE backups (
    id INTEGER PRIMARY KEY, began INTEGER NOT NULL, ended INTEGER NOT NULL,
    asked TEXT NOT NULL CHECK (asked IN ('time', 'hand', 'command')),
    file TEXT, bytes INTEGER NOT NULL, problem TEXT
  ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
