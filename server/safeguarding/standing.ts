/** What the console says of safeguarding: keys, whose they are, mail. Of concerns it counts those that nobody can open. */
import type { Safeguarding } from '../../lib/protocol/safeguarding-admin.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { listStaff } from '../staff/members.ts'
import { countJoining, keysOfClosed } from './joining.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'ledgers' | 'mail'>

export async function standing(parts: Parts): Promise<Safeguarding> {
  const { db, people, ledgers, mail } = parts
  const ledger = await ledgers.current()
  const { keys } = ledger
  const closed = new Set(await keysOfClosed(db, ledger))
  const owners = await db.selectFrom('safeguarding_keys').select(['key', 'person']).execute()
  const names = await people.namesOf(
    db,
    owners.map(({ person }) => person),
  )
  const accountOf = (key: string): string | null => {
    const owner = owners.find((one) => one.key === key)
    return (owner && names.get(owner.person)) ?? null
  }
  const staff = await listStaff(parts)
  return {
    keys: keys.map(({ id, name, role, since }) => ({
      name,
      role,
      since,
      account: accountOf(id),
      closed: closed.has(id),
    })),
    joining: await countJoining(parts),
    unreadable: await unreadable(
      db,
      keys.map(({ id }) => id),
    ),
    mail: mail.state,
    accounts: staff
      .filter(({ disabled, roles }) => disabled === null && roles.length > 0)
      .map(({ person, name, address, roles }) => ({ person, name: name || null, address, roles })),
  }
}

/** How many open concerns none of these keys opens. */
async function unreadable(db: Database, keys: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom('concerns')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('state', '!=', 'closed')
    .where('id', 'not in', (e) =>
      e
        .selectFrom('concern_wraps')
        .select('concern')
        .where('key', 'in', [...keys, '']),
    )
    .executeTakeFirstOrThrow()
  return count
}
