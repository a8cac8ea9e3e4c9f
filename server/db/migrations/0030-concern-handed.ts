/** Concerns that were handed to somebody who has not opened them since. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE concern_handed (
    concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE, key TEXT NOT NULL, how TEXT NOT NULL,
    "by" TEXT NOT NULL, since INTEGER NOT NULL, told INTEGER NOT NULL, PRIMARY KEY (concern, key)
  ) STRICT, WITHOUT ROWID`.execute(db)
}
