/** What the team writes at a concern: sealed on a member's device, only ever added to, and gone with the concern. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE concern_notes (
    concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (concern, number), UNIQUE (concern, id)
  ) STRICT, WITHOUT ROWID`.execute(db)
}
