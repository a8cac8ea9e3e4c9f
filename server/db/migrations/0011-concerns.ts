/**
 * Concerns, the keys that open them, and the mail that says that one waits. Sealed on the device; of who sent one there
 * is nothing here. No table counts its rows: the order in which concerns came is no finer than their times.
 */
import { type Kysely, sql } from 'kysely'

const OF_CONCERN = 'concern TEXT NOT NULL REFERENCES concerns (id) ON DELETE CASCADE'

const STATEMENTS = [
  `CREATE TABLE safeguarding_statements (number INTEGER PRIMARY KEY, statement BLOB NOT NULL) STRICT`,
  // Whose a key is, from the moment it asks to be let in. Whether it is in force is for the statements alone to say.
  `CREATE TABLE safeguarding_keys (
    key TEXT PRIMARY KEY, person INTEGER NOT NULL, role TEXT NOT NULL, asked INTEGER NOT NULL, said BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE safeguarding_codes (
    hash BLOB PRIMARY KEY, person INTEGER NOT NULL, role TEXT NOT NULL, until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE concerns (
    id TEXT PRIMARY KEY, received INTEGER NOT NULL, today INTEGER NOT NULL, unnamed INTEGER NOT NULL,
    state TEXT NOT NULL, changed INTEGER NOT NULL, mailbox BLOB NOT NULL, reminded INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX concerns_by_time ON concerns (received, id)`,
  `CREATE INDEX concerns_by_state ON concerns (state, changed)`,
  // Apart, so that an inbox does not read pictures.
  `CREATE TABLE concern_contents (
    concern TEXT PRIMARY KEY REFERENCES concerns (id) ON DELETE CASCADE, nonce TEXT NOT NULL, sealed TEXT NOT NULL,
    identity TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE concern_wraps (
    ${OF_CONCERN}, key TEXT NOT NULL, later INTEGER NOT NULL, enc TEXT NOT NULL, wrapped TEXT NOT NULL,
    PRIMARY KEY (concern, key)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX concern_wraps_by_key ON concern_wraps (key)`,
  `CREATE TABLE concern_messages (
    ${OF_CONCERN}, number INTEGER NOT NULL, id TEXT NOT NULL, sender TEXT NOT NULL, at INTEGER NOT NULL,
    content TEXT NOT NULL, PRIMARY KEY (concern, number), UNIQUE (concern, id)
  ) STRICT, WITHOUT ROWID`,
  // What members did: opened it, asked for a half, handed one over, opened who sent it. `last` and `upto`: when this
  // key last opened it, and up to which message.
  `CREATE TABLE concern_acts (
    ${OF_CONCERN}, act TEXT NOT NULL, key TEXT NOT NULL, other TEXT NOT NULL, at INTEGER NOT NULL,
    last INTEGER NOT NULL, upto INTEGER NOT NULL, half TEXT, PRIMARY KEY (concern, act, key, other)
  ) STRICT, WITHOUT ROWID`,
  // At most one for each person: two concerns at once are one mail. The hour, not the minute.
  `CREATE TABLE mail_outbox (
    person INTEGER PRIMARY KEY, hour INTEGER NOT NULL, times INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
