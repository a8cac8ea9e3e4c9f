/** Throw-away profiles fold into their device, and a shared device that was let in once is on the list of expected ones. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // The installation that came after this one on the same shared device; null while this is the device's last.
  `ALTER TABLE installations ADD COLUMN follower INTEGER`,
  `ALTER TABLE installations ADD COLUMN ending TEXT CHECK (ending IN ('finished', 'unsaid', 'cut-off'))`,
  // A school year leaves hundreds of thousands that are over; what is looked at every few seconds are the others.
  `CREATE INDEX installations_unfollowed ON installations (state, last_seen) WHERE follower IS NULL`,
  ...['directory', 'asset'].flatMap((kind) => [
    `CREATE INDEX installations_last_of_${kind} ON installations (${kind}_id) WHERE follower IS NULL`,
    `CREATE INDEX installations_earlier_of_${kind} ON installations (${kind}_id, last_seen) WHERE follower IS NOT NULL`,
  ]),
  `CREATE INDEX installations_cut_off ON installations (last_seen) WHERE ending = 'cut-off'`,
  `ALTER TABLE expected ADD COLUMN source TEXT NOT NULL DEFAULT 'list'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
