/** Who has a concern in hand, and who took it into a file for the case log: only ever added to, gone with the concern. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE concern_hands (
    concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE, number INTEGER NOT NULL, key TEXT NOT NULL,
    at INTEGER NOT NULL, "by" TEXT NOT NULL, signature TEXT NOT NULL, came INTEGER NOT NULL,
    PRIMARY KEY (concern, number)
  ) STRICT, WITHOUT ROWID`.execute(db)
  await sql`CREATE TABLE concern_exports (
    concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE, number INTEGER NOT NULL, key TEXT NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (concern, number)
  ) STRICT, WITHOUT ROWID`.execute(db)
}
