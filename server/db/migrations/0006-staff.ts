/** Members of staff, how they sign in, and sessions that belong to one of them. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // `given` says who gave which role: {"administrator": [...], "groups": [...], "roster": [...]}; `roles` is all of it.
  `CREATE TABLE staff (
    person INTEGER PRIMARY KEY REFERENCES people (person), roles TEXT NOT NULL, given TEXT NOT NULL,
    name BLOB, created INTEGER NOT NULL, disabled INTEGER
  ) STRICT`,
  // One account of a provider for one person, and the other way round.
  `CREATE TABLE staff_accounts (
    account BLOB PRIMARY KEY, issuer BLOB NOT NULL, person INTEGER NOT NULL REFERENCES staff (person),
    created INTEGER NOT NULL, UNIQUE (person, issuer)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE staff_passkeys (
    id INTEGER PRIMARY KEY, credential TEXT NOT NULL UNIQUE, person INTEGER NOT NULL REFERENCES staff (person),
    public_key BLOB NOT NULL, counter INTEGER NOT NULL, transports TEXT NOT NULL, label BLOB NOT NULL,
    created INTEGER NOT NULL, last_used INTEGER
  ) STRICT`,
  `CREATE INDEX staff_passkeys_by_person ON staff_passkeys (person)`,
  `CREATE TABLE staff_invitations (
    hash BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES staff (person), created INTEGER NOT NULL,
    expires INTEGER NOT NULL, used INTEGER
  ) STRICT, WITHOUT ROWID`,
  // Sign-ins under way that came to their end: none does twice.
  `CREATE TABLE finished_sign_ins (hash BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE INDEX finished_sign_ins_by_end ON finished_sign_ins (until)`,
  // Sessions by one-time link stay what they were: of nobody in particular.
  `ALTER TABLE admin_sessions RENAME TO staff_sessions`,
  `ALTER TABLE staff_sessions ADD COLUMN person INTEGER REFERENCES staff (person)`,
  `ALTER TABLE staff_sessions ADD COLUMN how TEXT NOT NULL DEFAULT 'link' CHECK (how IN ('link', 'provider', 'passkey'))`,
  `CREATE INDEX staff_sessions_by_person ON staff_sessions (person)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
