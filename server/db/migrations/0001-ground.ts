/** The first tables. A migration never changes once released: a later one says what differs. */
import { type Kysely, sql } from 'kysely'

/** In order; each ends on its own. Plain SQL, because this is the one place where the storage engine matters. */
const STATEMENTS = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
  `CREATE TABLE tokens (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, label TEXT NOT NULL, hint TEXT NOT NULL,
    created INTEGER NOT NULL, expires INTEGER, revoked INTEGER, uses INTEGER NOT NULL DEFAULT 0, last_used INTEGER
  ) STRICT`,
  `CREATE TABLE windows (
    id INTEGER PRIMARY KEY, opened INTEGER NOT NULL, until INTEGER NOT NULL, closed INTEGER, closed_reason TEXT,
    most INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE TABLE expected (
    kind TEXT NOT NULL CHECK (kind IN ('directory', 'asset')), value TEXT NOT NULL, added INTEGER NOT NULL,
    PRIMARY KEY (kind, value)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE people (
    person INTEGER PRIMARY KEY, lookup BLOB NOT NULL UNIQUE, identity BLOB NOT NULL
  ) STRICT`,
  `CREATE TABLE installations (
    id INTEGER PRIMARY KEY,
    installation TEXT NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'held', 'refused')),
    state_reason TEXT NOT NULL,
    state_since INTEGER NOT NULL,
    token INTEGER REFERENCES tokens (id),
    enrolment_window INTEGER REFERENCES windows (id),
    directory_id TEXT, asset_id TEXT,
    person INTEGER REFERENCES people (person), person_from TEXT,
    claimed_group TEXT, platform TEXT NOT NULL, browser TEXT NOT NULL, extension TEXT NOT NULL,
    ephemeral INTEGER NOT NULL,
    contested_with TEXT,
    first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, times_seen INTEGER NOT NULL DEFAULT 1,
    asked_from TEXT NOT NULL, place TEXT NOT NULL,
    written INTEGER NOT NULL DEFAULT 0, stored INTEGER NOT NULL DEFAULT 0, acknowledged INTEGER NOT NULL DEFAULT 0,
    behind_since INTEGER,
    policy_epoch INTEGER, policy_number INTEGER, lists_epoch INTEGER, lists_number INTEGER, enforcing TEXT,
    problems TEXT NOT NULL DEFAULT '[]', problem_words BLOB
  ) STRICT`,
  `CREATE INDEX installations_by_state ON installations (state, last_seen)`,
  `CREATE INDEX installations_by_directory ON installations (directory_id) WHERE directory_id IS NOT NULL`,
  `CREATE INDEX installations_by_asset ON installations (asset_id) WHERE asset_id IS NOT NULL`,
  `CREATE INDEX installations_by_person ON installations (person, last_seen) WHERE person IS NOT NULL`,
  // Clustered by its key: one device's rows come in order and lie together.
  `CREATE TABLE rows (
    installation INTEGER NOT NULL REFERENCES installations (id), seq INTEGER NOT NULL CHECK (seq > 0),
    at INTEGER NOT NULL, received INTEGER NOT NULL, kind TEXT NOT NULL,
    person INTEGER REFERENCES people (person), person_from TEXT,
    host TEXT, categories TEXT, action TEXT, reason TEXT, target TEXT, first INTEGER, second REAL, secret BLOB,
    PRIMARY KEY (installation, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX rows_by_person ON rows (person, at) WHERE person IS NOT NULL`,
  `CREATE INDEX rows_by_time ON rows (at)`,
  `CREATE VIEW counted_rows AS SELECT rows.* FROM rows
    JOIN installations ON installations.id = rows.installation WHERE installations.state = 'confirmed'`,
  `CREATE TABLE unreadable (
    installation INTEGER NOT NULL, seq INTEGER NOT NULL, problem TEXT NOT NULL,
    session_key TEXT NOT NULL, enc TEXT, wrapped TEXT, nonce TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (installation, seq), FOREIGN KEY (installation, seq) REFERENCES rows (installation, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE lost (
    installation INTEGER NOT NULL REFERENCES installations (id), from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
    said_by INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (installation, said_by), CHECK (from_seq <= to_seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE folded (
    token INTEGER NOT NULL REFERENCES tokens (id), hour INTEGER NOT NULL, asks INTEGER NOT NULL,
    PRIMARY KEY (token, hour)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE documents (
    kind TEXT NOT NULL CHECK (kind IN ('policy', 'lists')), epoch INTEGER NOT NULL, number INTEGER NOT NULL,
    published INTEGER NOT NULL, published_by TEXT NOT NULL, note TEXT NOT NULL, payload BLOB NOT NULL,
    PRIMARY KEY (kind, epoch, number)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE audit (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE admin_links (
    hash BLOB PRIMARY KEY, created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE admin_sessions (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, created INTEGER NOT NULL, last_used INTEGER NOT NULL,
    ended INTEGER
  ) STRICT`,
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
