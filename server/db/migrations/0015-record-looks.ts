/** Who looked at whose activity record, when and why; and whether it is part of an enquiry. Own words are sealed. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE TABLE record_looks (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, until INTEGER NOT NULL, staff INTEGER NOT NULL, role TEXT NOT NULL,
    person INTEGER NOT NULL, since INTEGER NOT NULL, reason TEXT NOT NULL, words BLOB NOT NULL, shown TEXT NOT NULL,
    enquiry INTEGER, enquiry_by INTEGER, enquiry_words BLOB, lifted INTEGER, lifted_by INTEGER
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX record_looks_by_time ON record_looks (at, id)`,
  `CREATE INDEX record_looks_by_person ON record_looks (person, at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
