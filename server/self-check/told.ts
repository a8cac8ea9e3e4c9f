/** Who hears of self-checks by mail. */
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Database } from '../db/open.ts'

const TOLD: readonly Role[] = ['network', 'dsl']

/** Everybody who answers for the filter: numbers of `people`. */
export async function toldOfChecks(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['person', 'roles'])
    .where('disabled', 'is', null)
    .execute()
  return rows
    .filter((row) => (JSON.parse(row.roles) as Role[]).some((role) => TOLD.includes(role)))
    .map(({ person }) => person)
}
