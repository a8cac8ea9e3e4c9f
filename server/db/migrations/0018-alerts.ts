/** Alerts for the safeguarding team: what they are made of, what was done with them, what that taught. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Ids are never used again: the audit names them.
  `CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER, installation INTEGER NOT NULL, theme TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    state TEXT NOT NULL CHECK (state IN ('new', 'opened', 'dismissed', 'closed')),
    first INTEGER NOT NULL, last INTEGER NOT NULL, count INTEGER NOT NULL, made INTEGER NOT NULL,
    changed INTEGER NOT NULL, waits INTEGER, told INTEGER NOT NULL, mailed INTEGER NOT NULL, assigned INTEGER,
    reasons TEXT NOT NULL, points REAL NOT NULL
  ) STRICT`,
  `CREATE INDEX alerts_by_person ON alerts (person, theme, last)`,
  `CREATE INDEX alerts_by_state ON alerts (state, severity, last)`,
  `CREATE INDEX alerts_by_time ON alerts (made)`,
  `CREATE INDEX alerts_that_wait ON alerts (waits) WHERE waits IS NOT NULL`,
  `CREATE TABLE alert_signals (
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, received INTEGER NOT NULL, person INTEGER, theme TEXT NOT NULL, severity TEXT NOT NULL,
    how TEXT NOT NULL, help INTEGER NOT NULL, suspicion INTEGER NOT NULL, stop INTEGER NOT NULL, same BLOB,
    judged INTEGER NOT NULL, lesson INTEGER NOT NULL, points REAL, alert INTEGER REFERENCES alerts (id) ON DELETE SET NULL,
    PRIMARY KEY (installation, seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX alert_signals_unjudged ON alert_signals (received) WHERE judged = 0`,
  `CREATE INDEX alert_signals_of_strangers ON alert_signals (installation) WHERE judged = 2`,
  `CREATE INDEX alert_signals_by_person ON alert_signals (person, theme, at)`,
  `CREATE INDEX alert_signals_by_device ON alert_signals (installation, theme, at)`,
  `CREATE INDEX alert_signals_by_alert ON alert_signals (alert) WHERE alert IS NOT NULL`,
  `CREATE TABLE alert_acts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, alert INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    at INTEGER NOT NULL, by INTEGER, act TEXT NOT NULL, "to" INTEGER, content BLOB
  ) STRICT`,
  `CREATE INDEX alert_acts_by_alert ON alert_acts (alert, id)`,
  `CREATE TABLE alert_learned (
    id INTEGER PRIMARY KEY AUTOINCREMENT, alert INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    at INTEGER NOT NULL, by INTEGER, what TEXT NOT NULL CHECK (what IN ('same', 'kind')), theme TEXT NOT NULL,
    how TEXT NOT NULL, severity TEXT NOT NULL, same BLOB, content BLOB, ended INTEGER, ended_by INTEGER
  ) STRICT`,
  `CREATE INDEX alert_learned_by_alert ON alert_learned (alert)`,
  `CREATE INDEX alert_learned_now ON alert_learned (theme, how, severity) WHERE ended IS NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
