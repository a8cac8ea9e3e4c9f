/** Accounts of the provider, each bound to one member of staff from its first sign-in on. */
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import type { Vault } from '../keys/vault.ts'
import { setName } from './members.ts'
import type { Identity } from './oidc-claims.ts'
import { setRoles } from './roles.ts'

/** Why somebody whom the provider knows may not in. */
export type NotStaff = 'no-role' | 'disabled' | 'unproved' | 'other-account'
export type Arrival = { readonly person: number } | { readonly refused: NotStaff }

/** Keys under which issuer and account are found: keyed hashes. In hex first, because a subject has upper and lower case. */
const issuerKey = (vault: Vault, issuer: string): Buffer => vault.lookup(`oidc-issuer:${hex(issuer)}`)
const accountKey = (vault: Vault, issuer: string, subject: string): Buffer =>
  vault.lookup(`oidc-account:${hex(issuer)}:${hex(subject)}`)
const hex = (text: string): string => Buffer.from(text).toString('hex')

/**
 * The member of staff whom an account stands for. An account that is not bound yet is matched by its proved address
 * once; from then on its subject counts, whatever its address becomes. Nothing is kept about somebody who is no staff.
 * Not a Refusal: that a group was taken away is kept, also when nothing is left.
 */
export const arrive = (
  { db, vault, people }: Pick<Context, 'db' | 'vault' | 'people'>,
  identity: Identity,
  now: number,
): Promise<Arrival> =>
  within(db, async (trx) => {
    const account = accountKey(vault, identity.issuer, identity.subject)
    const issuer = issuerKey(vault, identity.issuer)
    const bound = await trx
      .selectFrom('staff_accounts')
      .select('person')
      .where('account', '=', account)
      .executeTakeFirst()
    let person = bound?.person ?? null
    if (person === null) {
      if (identity.address === null) return { refused: 'unproved' }
      person = await people.find(trx, identity.address)
      const member = person === null ? undefined : await memberOf(trx, person)
      if (!member && identity.roles.length === 0) return { refused: 'no-role' }
      if (member && (await hasAccount(trx, member.person, issuer))) return { refused: 'other-account' }
      person ??= await people.numberOf(trx, identity.address)
    }
    const { roles } = await setRoles(trx, person, 'groups', identity.roles, now)
    const member = await memberOf(trx, person)
    if (member?.disabled) return { refused: 'disabled' }
    if (!member || roles.length === 0) return { refused: 'no-role' }
    if (!bound) {
      await trx.insertInto('staff_accounts').values({ account, issuer, person, created: now }).execute()
      await note(trx, `staff:${person}`, 'account-bound', '')
    }
    if (member.name === null && identity.name) await setName({ vault }, trx, person, identity.name)
    return { person }
  })

const memberOf = (db: Database, person: number) =>
  db
    .selectFrom('staff')
    .select(['person', 'disabled', 'name'])
    .where('person', '=', person)
    .executeTakeFirst()

async function hasAccount(db: Database, person: number, issuer: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('staff_accounts')
    .select('person')
    .where('person', '=', person)
    .where('issuer', '=', issuer)
    .executeTakeFirst()
  return row !== undefined
}
