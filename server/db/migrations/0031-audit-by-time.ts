/** The audit is read by time: the newest first, and by days. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX audit_at ON audit (at)`.execute(db)
}
