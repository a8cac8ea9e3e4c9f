/**
 * Lessons that change while they run: sites, pupils let out or claimed, another teacher; what teachers save, and what
 * they ask the network manager for. People are numbers; sites, names and words are sealed.
 */
import { type Kysely, sql } from 'kysely'

const OF_LESSON = 'lesson TEXT NOT NULL REFERENCES lessons (id) ON DELETE CASCADE'

const STATEMENTS = [
  `ALTER TABLE lessons ADD COLUMN revision INTEGER NOT NULL DEFAULT 1`,
  `CREATE TABLE lesson_exempt (${OF_LESSON}, person INTEGER NOT NULL, PRIMARY KEY (lesson, person)
    ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE lesson_claims (${OF_LESSON}, person INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (lesson, person)
    ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX lesson_claims_by_person ON lesson_claims (person)`,
  `CREATE TABLE lesson_covers (${OF_LESSON}, person INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (lesson, person)
    ) STRICT, WITHOUT ROWID`,
  // The code as a keyed hash: a stolen database hands nothing over.
  `CREATE TABLE lesson_codes (hash TEXT PRIMARY KEY, ${OF_LESSON}, until INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE lesson_looks (
    id INTEGER PRIMARY KEY, ${OF_LESSON}, person INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER
  ) STRICT`,
  `CREATE TABLE site_sets (
    id INTEGER PRIMARY KEY, person INTEGER NOT NULL, made INTEGER NOT NULL, content BLOB NOT NULL
  ) STRICT`,
  `CREATE INDEX site_sets_by_person ON site_sets (person)`,
  `CREATE TABLE site_requests (
    id INTEGER PRIMARY KEY, class INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE, person INTEGER NOT NULL,
    at INTEGER NOT NULL, state TEXT NOT NULL, decided INTEGER, content BLOB NOT NULL
  ) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
