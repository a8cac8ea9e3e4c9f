/** Who uses a device that the school does not know yet: there, nothing on record about them holds. */
import type { Database } from '../db/open.ts'
import { personOf } from '../enrolment/installations.ts'
import { PASSED_BY } from '../enrolment/judge.ts'

/** One that was not heard of for longer is in use no more. Milliseconds. */
const IN_USE = 14 * 86_400_000

/**
 * By what devices claim, so no more than a hint to those who may confirm them. Without what was refused, what another
 * followed, and what waits for a moment until the one ahead of it has ended.
 */
export async function usersOfUnconfirmed(db: Database, now: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('installations')
    .select(['state', 'state_reason', 'follower', 'person', 'settled_person'])
    .where('person', 'is not', null)
    .where('follower', 'is', null)
    .where('state', '!=', 'refused')
    .where('state_reason', '!=', PASSED_BY)
    .where('last_seen', '>', now - IN_USE)
    .execute()
  return new Set(rows.filter((row) => personOf(row) === 'withheld').flatMap(({ person }) => person ?? []))
}
