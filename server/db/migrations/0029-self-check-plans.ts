/** Self-checks by schedule: how often a group is checked, which device was asked, and what came of each time. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE self_check_plans (
    policy_group TEXT PRIMARY KEY, often TEXT NOT NULL, weekday INTEGER NOT NULL, minute INTEGER NOT NULL,
    since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE self_check_rounds (
    policy_group TEXT NOT NULL, slot INTEGER NOT NULL, ended INTEGER NOT NULL, made INTEGER NOT NULL,
    PRIMARY KEY (policy_group, slot)
  ) STRICT, WITHOUT ROWID`,
  // Who was asked is nobody's record: it goes with the round, and with the device.
  `CREATE TABLE self_check_asks (
    run TEXT PRIMARY KEY, policy_group TEXT NOT NULL, slot INTEGER NOT NULL,
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE, asked INTEGER NOT NULL,
    until INTEGER NOT NULL, ended INTEGER, why TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX self_check_asks_by_installation ON self_check_asks (installation)`,
  `CREATE INDEX self_check_asks_by_round ON self_check_asks (policy_group, slot)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
