/** Everybody who has one of these roles and may sign in: numbers of `people`, whoever has been staff longest first. */
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Database } from '../db/open.ts'
import { readRoles } from './stored-roles.ts'

export async function staffWith(db: Database, ...wanted: readonly Role[]): Promise<number[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['person', 'roles'])
    .where('disabled', 'is', null)
    .orderBy('created')
    .orderBy('person')
    .execute()
  return rows
    .filter(({ roles }) => readRoles(roles).some((role) => wanted.includes(role)))
    .map(({ person }) => person)
}
