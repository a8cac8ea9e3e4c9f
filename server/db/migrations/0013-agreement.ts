/**
 * The agreement: its texts, what was in force when, who agreed, and parents' permissions. People are numbers. What an
 * installation says about a person counts once that installation is confirmed and stands for them, by whatever way it
 * comes to that: so the database itself watches, and a view says what counts.
 */
import { type Kysely, sql } from 'kysely'

const STANDS = `proved = 0 AND installation = NEW.id AND person = NEW.settled_person`

const STATEMENTS = [
  // Named by content; `pdf`: bytes of its file, 0 for none.
  `CREATE TABLE agreement_texts (
    name TEXT PRIMARY KEY, audience TEXT NOT NULL, questions INTEGER NOT NULL, pdf INTEGER NOT NULL,
    title BLOB NOT NULL, content BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`,
  // The same text can be published again. `withdrawn`: ended by somebody, not by the next text.
  `CREATE TABLE agreement_publications (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL REFERENCES agreement_texts (name), audience TEXT NOT NULL,
    at INTEGER NOT NULL, published_by INTEGER, ended INTEGER, ended_by INTEGER, withdrawn INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  `CREATE UNIQUE INDEX agreement_in_force ON agreement_publications (audience) WHERE ended IS NULL`,
  // `device`: the installation's own name, which stays when the installation is forgotten.
  `CREATE TABLE agreement_given (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, given TEXT NOT NULL,
    installation INTEGER REFERENCES installations (id) ON DELETE SET NULL,
    person INTEGER, person_from TEXT, text TEXT NOT NULL REFERENCES agreement_texts (name), year INTEGER NOT NULL,
    at INTEGER NOT NULL, received INTEGER NOT NULL, offline INTEGER NOT NULL, until INTEGER NOT NULL,
    proved INTEGER NOT NULL DEFAULT 0, UNIQUE (device, given)
  ) STRICT`,
  `CREATE INDEX agreement_given_by_person ON agreement_given (person, text)`,
  `CREATE INDEX agreement_given_by_installation ON agreement_given (installation)`,
  `CREATE TRIGGER agreement_proved_at_once AFTER INSERT ON agreement_given BEGIN
    UPDATE agreement_given SET proved = 1 WHERE id = NEW.id AND EXISTS (SELECT 1 FROM installations
      WHERE id = NEW.installation AND state = 'confirmed' AND settled_person = NEW.person);
  END`,
  `CREATE TRIGGER agreement_proved_later AFTER UPDATE OF state, settled_person ON installations
    WHEN NEW.state = 'confirmed' AND NEW.settled_person IS NOT NULL BEGIN
    UPDATE agreement_given SET proved = 1 WHERE ${STANDS};
  END`,
  // What never counted goes with its installation; what did stays on record without it.
  `CREATE TRIGGER agreement_unproved_goes BEFORE DELETE ON installations BEGIN
    DELETE FROM agreement_given WHERE installation = OLD.id AND (proved = 0 OR OLD.state != 'confirmed');
  END`,
  `CREATE VIEW counted_agreements AS SELECT agreement_given.* FROM agreement_given
    LEFT JOIN installations ON installations.id = agreement_given.installation
    WHERE proved = 1 AND (agreement_given.installation IS NULL OR installations.state = 'confirmed')`,
  // Who gave it and on which day is sealed in "content".
  `CREATE TABLE agreement_permissions (
    id INTEGER PRIMARY KEY, person INTEGER NOT NULL, year INTEGER NOT NULL, how TEXT NOT NULL,
    at INTEGER NOT NULL, recorded_by INTEGER, ended INTEGER, ended_by INTEGER, until INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX agreement_permissions_now ON agreement_permissions (person, year) WHERE ended IS NULL`,
  `CREATE INDEX agreement_permissions_by_person ON agreement_permissions (person)`,
  `CREATE TABLE agreement_plans (id TEXT PRIMARY KEY, expires INTEGER NOT NULL, plan BLOB NOT NULL) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
