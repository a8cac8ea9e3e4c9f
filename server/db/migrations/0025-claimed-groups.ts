/** The group that a self-check says of its device: a claim, until somebody who knows the device says that it is so. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `ALTER TABLE self_checks ADD COLUMN claimed TEXT`,
  // Groups of checks from before were the devices' own word, too: who sent one is not known any more.
  `UPDATE self_checks SET claimed = policy_group, policy_group = '' WHERE policy_group != ''`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
