/**
 * Pages that pupils ask for, and what was opened for them. People are numbers; addresses and words are sealed. The
 * same page of the same person is one request: it is found by a keyed hash, which says nothing without the key.
 */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE page_requests (
    id INTEGER PRIMARY KEY, person INTEGER NOT NULL, same BLOB NOT NULL,
    lesson TEXT REFERENCES lessons (id) ON DELETE SET NULL, only_lesson INTEGER NOT NULL, teacher_may INTEGER NOT NULL,
    handed_by INTEGER, times INTEGER NOT NULL, at INTEGER NOT NULL, last INTEGER NOT NULL,
    state TEXT NOT NULL, decided INTEGER, decided_by INTEGER,
    approval INTEGER REFERENCES page_approvals (id) ON DELETE SET NULL, content BLOB NOT NULL
  ) STRICT`,
  `CREATE INDEX page_requests_by_person ON page_requests (person, state)`,
  `CREATE INDEX page_requests_by_state ON page_requests (state, at)`,
  `CREATE INDEX page_requests_by_lesson ON page_requests (lesson)`,
  `CREATE TABLE page_asks (
    installation INTEGER NOT NULL REFERENCES installations (id) ON DELETE CASCADE, asked TEXT NOT NULL,
    request INTEGER NOT NULL REFERENCES page_requests (id) ON DELETE CASCADE, at INTEGER NOT NULL,
    PRIMARY KEY (installation, asked)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX page_asks_by_request ON page_asks (request)`,
  // For a person or a class. With a lesson: it is part of what the lesson opens; ends_with: it ends when that does.
  `CREATE TABLE page_approvals (
    id INTEGER PRIMARY KEY, person INTEGER, class INTEGER REFERENCES classes (id) ON DELETE CASCADE,
    lesson TEXT REFERENCES lessons (id) ON DELETE SET NULL, ends_with INTEGER NOT NULL, unblocks INTEGER NOT NULL,
    at INTEGER NOT NULL, until INTEGER NOT NULL, ended INTEGER, ended_by INTEGER, decided_by INTEGER,
    content BLOB NOT NULL, CHECK ((person IS NULL) != (class IS NULL))
  ) STRICT`,
  `CREATE INDEX page_approvals_by_person ON page_approvals (person, until)`,
  `CREATE INDEX page_approvals_by_class ON page_approvals (class, until)`,
  `CREATE INDEX page_approvals_by_lesson ON page_approvals (lesson)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
