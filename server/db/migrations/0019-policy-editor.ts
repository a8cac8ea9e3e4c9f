/** The draft of the policy, an edit a row, and what is opened or paused for somebody for a time. Contents are sealed. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE policy_edits (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, person INTEGER, content BLOB NOT NULL
  ) STRICT`,
  // For one person, one class or one group of the policy.
  `CREATE TABLE policy_exceptions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK (kind IN ('unblock', 'suspension')),
    person INTEGER, class INTEGER REFERENCES classes (id) ON DELETE CASCADE, policy_group TEXT,
    at INTEGER NOT NULL, until INTEGER NOT NULL, ended INTEGER, ended_by INTEGER, decided_by INTEGER,
    content BLOB NOT NULL,
    CHECK ((person IS NOT NULL) + (class IS NOT NULL) + (policy_group IS NOT NULL) = 1)
  ) STRICT`,
  `CREATE INDEX policy_exceptions_by_end ON policy_exceptions (until)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
