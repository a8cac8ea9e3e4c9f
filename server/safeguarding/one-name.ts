/**
 * One account is one person: two keys of it go by one name, and no name is another account's. A pupil's device knows
 * names alone: by them it counts who opens a hidden name together, and leaves out whom the pupil does not want.
 */
import { fingerprintOf, type Statement } from '../../lib/protocol/safeguarding-keys.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import type { KeyLedger } from './ledger.ts'

interface Named {
  readonly key: string
  readonly person: number
  readonly name: string
}

/** Throws a Refusal when this key would make two people of one, or one of two. */
export async function needOneName(trx: Database, { keys }: KeyLedger, joining: Named): Promise<void> {
  const owners = await ownersByKey(trx)
  for (const { id, name } of keys) {
    const owner = owners.get(id)
    if (id === joining.key || owner === undefined) continue
    if ((owner === joining.person) === (name === joining.name)) continue
    const why =
      owner === joining.person
        ? `This account has a key already, as “${name}”: use the same name.`
        : 'Somebody else of the team goes by this name: add to yours.'
    throw new Refusal(409, 'other-name', why, { field: 'name' })
  }
}

/** Throws a Refusal when a key would be let in that has not asked, under another name, or by its own account. */
export async function needJoining(
  trx: Database,
  ledger: KeyLedger,
  statement: Extract<Statement, { kind: 'join' }>,
): Promise<void> {
  const key = await fingerprintOf(statement.keys)
  const asked = await trx
    .selectFrom('safeguarding_keys')
    .select(['role', 'person'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (asked?.role !== statement.role)
    throw new Refusal(
      409,
      'not-asked',
      'This key has not asked to be let in with that role: have it ask first.',
    )
  if ((await ownersByKey(trx)).get(statement.by) === asked.person)
    throw new Refusal(409, 'own-account', 'This is a key of your own account: another member vouches for it.')
  await needOneName(trx, ledger, { key, person: asked.person, name: statement.name })
}

async function ownersByKey(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('safeguarding_keys').select(['key', 'person']).execute()
  return new Map(rows.map(({ key, person }) => [key, person]))
}
