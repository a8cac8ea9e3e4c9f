/** How far an erasure has come: whoever stops it after a restart stops it there. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE erasures ADD COLUMN reached INTEGER`.execute(db)
}
