/** Members of staff: rows of `people` that may sign in. */
import type { StaffMember } from '../../lib/protocol/staff-members.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { endSessionsOf } from './sessions.ts'
import { readGiven, readRoles } from './stored-roles.ts'

type Reader = Pick<Context, 'db' | 'people' | 'vault'>

/** What a member of staff is called: their name, else their address; null for a number that is nobody's. */
export async function nameOf({ db, people, vault }: Reader, person: number): Promise<string | null> {
  const row = await db.selectFrom('staff').select('name').where('person', '=', person).executeTakeFirst()
  return row?.name ? vault.open(row.name, PLACE_OF.staffName(person)) : people.nameOf(db, person)
}

/** Sets what a member of staff is called. */
export async function setName(
  { vault }: Pick<Context, 'vault'>,
  db: Database,
  person: number,
  name: string,
): Promise<void> {
  const sealed = vault.seal(name, PLACE_OF.staffName(person))
  await db.updateTable('staff').set({ name: sealed }).where('person', '=', person).execute()
}

/** True when this person is a member of staff who may sign in. */
export async function maySignIn(db: Database, person: number): Promise<boolean> {
  const row = await db
    .selectFrom('staff')
    .select(['roles', 'disabled'])
    .where('person', '=', person)
    .executeTakeFirst()
  return row !== undefined && row.disabled === null && readRoles(row.roles).length > 0
}

/** Lets somebody sign in, or no longer; that ends their sessions and what invited them. False when nobody is found. */
export const setDisabled = (db: Database, person: number, disabled: boolean, now: number): Promise<boolean> =>
  within(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('staff')
      .set({ disabled: disabled ? now : null })
      .where('person', '=', person)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    if (disabled) {
      await endSessionsOf(trx, person, now)
      await trx.deleteFrom('staff_invitations').where('person', '=', person).execute()
    }
    return true
  })

/** Forgets how somebody signs in (accounts, passkeys, invitations) and signs them out: they start again. */
export const forgetWays = (db: Database, person: number, now: number): Promise<void> =>
  within(db, async (trx) => {
    for (const table of ['staff_accounts', 'staff_passkeys', 'staff_invitations'] as const) {
      await trx.deleteFrom(table).where('person', '=', person).execute()
    }
    await endSessionsOf(trx, person, now)
  })

/** Everybody who is or was staff, by name. */
export async function listStaff({ db, people, vault }: Reader): Promise<StaffMember[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['person', 'roles', 'given', 'name', 'created', 'disabled'])
    .select((e) => [
      e
        .selectFrom('staff_accounts')
        .whereRef('staff_accounts.person', '=', 'staff.person')
        .select((c) => c.fn.countAll<number>().as('count'))
        .as('accounts'),
      e
        .selectFrom('staff_passkeys')
        .whereRef('staff_passkeys.person', '=', 'staff.person')
        .select((c) => c.fn.countAll<number>().as('count'))
        .as('passkeys'),
      e
        .selectFrom('staff_sessions')
        .whereRef('staff_sessions.person', '=', 'staff.person')
        .select((c) => c.fn.max('staff_sessions.created').as('last'))
        .as('last'),
    ])
    .execute()
  const members: StaffMember[] = []
  for (const row of rows) {
    const address = (await people.nameOf(db, row.person)) ?? ''
    members.push({
      person: row.person,
      address,
      name: row.name ? vault.open(row.name, PLACE_OF.staffName(row.person)) : '',
      roles: readRoles(row.roles),
      given: { administrator: [], groups: [], roster: [], ...mutable(readGiven(row.given)) },
      created: row.created,
      disabled: row.disabled,
      bound: (row.accounts ?? 0) > 0,
      passkeys: row.passkeys ?? 0,
      lastSignIn: row.last ?? null,
    })
  }
  const sortedBy = (one: StaffMember) => one.name || one.address
  return members.sort((a, b) => sortedBy(a).localeCompare(sortedBy(b), 'en-GB'))
}

const mutable = (given: ReturnType<typeof readGiven>): Partial<StaffMember['given']> =>
  Object.fromEntries(Object.entries(given).map(([source, roles]) => [source, [...roles]]))
