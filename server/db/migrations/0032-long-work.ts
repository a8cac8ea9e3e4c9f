/** Who called off the rest of an erasure; and how the fleet stood at the end of each day. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE erasures ADD COLUMN stopped_by INTEGER`.execute(db)
  await sql`CREATE TABLE fleet_days (
    day INTEGER PRIMARY KEY, confirmed INTEGER NOT NULL, heard INTEGER NOT NULL, enforcing INTEGER NOT NULL
  ) STRICT`.execute(db)
}
