/** Classes, who is in them, and what the last roster changed, so that it can be undone. */
import { type Kysely, sql } from 'kysely'

const members = (table: string) => [
  `CREATE TABLE ${table} (
    class INTEGER NOT NULL REFERENCES classes (id) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES people (person),
    "from" TEXT NOT NULL CHECK ("from" IN ('roster', 'hand')),
    PRIMARY KEY (class, person)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX ${table}_by_person ON ${table} (person)`,
]

const STATEMENTS = [
  // An id is never given twice: a lesson of a class that is gone must not become another class's.
  `CREATE TABLE classes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('roster', 'hand')), source_id TEXT UNIQUE,
    made INTEGER NOT NULL, ended INTEGER, touched INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  ...members('class_pupils'),
  ...members('class_teachers'),
  `CREATE TABLE roster_plans (
    id TEXT PRIMARY KEY, expires INTEGER NOT NULL, revision INTEGER NOT NULL, plan BLOB NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE roster_imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, revision INTEGER NOT NULL, counts TEXT NOT NULL,
    undone INTEGER
  ) STRICT`,
  `CREATE TABLE roster_changes (
    import INTEGER NOT NULL REFERENCES roster_imports (id), n INTEGER NOT NULL, class INTEGER NOT NULL,
    what TEXT NOT NULL, person INTEGER REFERENCES people (person), before TEXT, PRIMARY KEY (import, n)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX roster_changes_by_person ON roster_changes (person) WHERE person IS NOT NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
