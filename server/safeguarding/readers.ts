/** Which keys may read a concern, and whose they are. */
import type { KeyLedger } from './ledger.ts'
import type { Database } from '../db/open.ts'
import type { ConcernsTable, ConcernWrapsTable } from '../db/tables/safeguarding.ts'

/** Those for later may from the first reminder on. */
export const mayRead = (
  { reminded }: Pick<ConcernsTable, 'reminded'>,
  { later }: Pick<ConcernWrapsTable, 'later'>,
): boolean => later === 0 || reminded > 0

/** The keys in force that may read it now. */
export async function readersNow(
  db: Database,
  { keys }: KeyLedger,
  concern: Pick<ConcernsTable, 'id' | 'reminded'>,
): Promise<string[]> {
  const wraps = await db
    .selectFrom('concern_wraps')
    .select(['key', 'later'])
    .where('concern', '=', concern.id)
    .execute()
  return wraps
    .filter((wrap) => mayRead(concern, wrap) && keys.some(({ id }) => id === wrap.key))
    .map(({ key }) => key)
}

/** The accounts that these keys belong to. */
export async function ownersOf(db: Database, keys: readonly string[]): Promise<number[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('safeguarding_keys')
    .select('person')
    .distinct()
    .where('key', 'in', keys)
    .execute()
  return rows.map(({ person }) => person)
}
