/** Rows are found by kind and age, because each kind is kept for its own time; expired numbers are in no timeline. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `DROP INDEX rows_by_time`,
  `CREATE INDEX rows_by_kind ON rows (kind, at)`,
  `DROP VIEW counted_rows`,
  `CREATE VIEW counted_rows AS SELECT rows.* FROM rows
    JOIN installations ON installations.id = rows.installation
    WHERE installations.state = 'confirmed' AND rows.kind != 'expired'`,
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
