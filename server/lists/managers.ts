import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Database } from '../db/open.ts'

/** Everybody who looks after the network: numbers of `people`. */
export async function networkManagers(db: Database): Promise<number[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['person', 'roles'])
    .where('disabled', 'is', null)
    .execute()
  return rows
    .filter(({ roles }) => (JSON.parse(roles) as Role[]).includes('network'))
    .map(({ person }) => person)
}
