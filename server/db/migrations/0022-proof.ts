/** The page for parents, self-checks of devices, and the yearly review with the people who answer for it. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE public_page (
    one INTEGER PRIMARY KEY CHECK (one = 1), "on" INTEGER NOT NULL, contact TEXT NOT NULL, groups TEXT NOT NULL,
    changed INTEGER NOT NULL
  ) STRICT`,
  // A check outlives the device that made it: it is the proof that it was made. Nobody is named in it.
  `CREATE TABLE self_checks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, installation INTEGER REFERENCES installations (id) ON DELETE SET NULL,
    run TEXT NOT NULL, at INTEGER NOT NULL, received INTEGER NOT NULL, how TEXT NOT NULL, policy_group TEXT NOT NULL,
    age_group TEXT NOT NULL, place TEXT NOT NULL, extension TEXT NOT NULL, browser TEXT NOT NULL, policy TEXT,
    lists TEXT, cases INTEGER NOT NULL, failed INTEGER NOT NULL, unsure INTEGER NOT NULL, results TEXT NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX self_checks_by_run ON self_checks (run)`,
  `CREATE INDEX self_checks_by_time ON self_checks (received)`,
  `CREATE INDEX self_checks_by_installation ON self_checks (installation)`,
  `CREATE TABLE self_check_addresses (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE, expected TEXT NOT NULL, label TEXT NOT NULL,
    added INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE accountable (
    post TEXT PRIMARY KEY, name BLOB NOT NULL, changed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT, held TEXT NOT NULL, why TEXT NOT NULL, content BLOB NOT NULL,
    made INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE review_actions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, review INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    content BLOB NOT NULL, due TEXT NOT NULL, done INTEGER, outcome BLOB
  ) STRICT`,
  `CREATE INDEX review_actions_by_review ON review_actions (review)`,
  `CREATE TABLE review_answers (
    row TEXT PRIMARY KEY, words BLOB NOT NULL, changed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
