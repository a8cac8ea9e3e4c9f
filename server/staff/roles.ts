/** Who may do what: roles from several sources, each of which only takes back what it gave itself. */
import { inOrder, type Role } from '../../lib/protocol/staff-roles.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { endSessionsOf } from './sessions.ts'
import { type Given, readGiven, type Source, SOURCES } from './stored-roles.ts'

export type { Role } from '../../lib/protocol/staff-roles.ts'

export interface Granted {
  /** All roles now, of every source. */
  readonly roles: readonly Role[]
  readonly changed: boolean
}

/**
 * Sets the roles that one source gives a person (a number of `people`), who becomes staff by the first of them. When
 * that changes what they may do, they are signed out everywhere. In the caller's transaction, if there is one.
 */
export const setRoles = (
  db: Database,
  person: number,
  source: Source,
  roles: readonly Role[],
  now: number,
): Promise<Granted> =>
  within(db, async (trx) => {
    const row = await trx
      .selectFrom('staff')
      .select(['roles', 'given'])
      .where('person', '=', person)
      .executeTakeFirst()
    if (!row && roles.length === 0) return { roles: [], changed: false }
    const given: Given = { ...(row && readGiven(row.given)), [source]: inOrder(roles) }
    const all = inOrder(SOURCES.flatMap((one) => given[one] ?? []))
    const texts = { roles: JSON.stringify(all), given: JSON.stringify(given) }
    await trx
      .insertInto('staff')
      .values({ person, ...texts, name: null, created: now, disabled: null })
      .onConflict((c) => c.column('person').doUpdateSet(texts))
      .execute()
    const changed = row?.roles !== texts.roles
    if (row && changed) await endSessionsOf(trx, person, now)
    return { roles: all, changed }
  })

/** What the roster says that a person is; an empty list takes back what an earlier roster gave. */
export const grantFromRoster = (
  db: Database,
  person: number,
  roles: readonly Role[],
  now: number,
): Promise<Granted> => setRoles(db, person, 'roster', roles, now)
