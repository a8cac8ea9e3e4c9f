/** Whom an installation stands for and who is in a rival row are looked up when it is asked whether anybody still needs a name. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  `CREATE INDEX installations_by_settled_person ON installations (settled_person)`,
  `CREATE INDEX forks_by_person ON forks (person)`,
] as const

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
