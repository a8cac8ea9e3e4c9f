/** Whoever teaches a class that runs has the role of a teacher, from the roster; whoever teaches none any more loses that. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { grantFromRoster } from '../staff/roles.ts'

/** Brings the roles into line with the classes, in the caller's transaction. */
export async function giveRoles(trx: Database, now: number): Promise<void> {
  const { rows } = await sql<{ person: number; teaches: number }>`
    WITH teaching AS (SELECT DISTINCT person FROM class_teachers JOIN classes ON classes.id = class WHERE ended IS NULL),
      given AS (SELECT person FROM staff WHERE json_array_length(given, '$.roster') > 0)
    SELECT person, 1 AS teaches FROM teaching WHERE person NOT IN (SELECT person FROM given)
    UNION ALL SELECT person, 0 FROM given WHERE person NOT IN (SELECT person FROM teaching)`.execute(trx)
  for (const { person, teaches } of rows) await grantFromRoster(trx, person, teaches ? ['teacher'] : [], now)
}
