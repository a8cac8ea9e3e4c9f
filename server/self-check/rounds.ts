/** Checks that were due by schedule and are over. */
import type { Database } from '../db/open.ts'
import type { SelfCheckRoundsTable } from '../db/tables/proof.ts'

/** As many as settle what is due next. */
const NEWEST = 3

/** The newest rounds of a group, the newest first. */
export const roundsOf = (db: Database, group: string): Promise<SelfCheckRoundsTable[]> =>
  db
    .selectFrom('self_check_rounds')
    .selectAll()
    .where('policy_group', '=', group)
    .orderBy('slot', 'desc')
    .limit(NEWEST)
    .execute()

/** It was made, or its time is over. Who was asked for it, and was in use then, is forgotten with it. */
export async function endRound(
  trx: Database,
  of: Pick<SelfCheckRoundsTable, 'policy_group' | 'slot' | 'made'>,
  now: number,
): Promise<void> {
  await trx
    .insertInto('self_check_rounds')
    .values({ ...of, ended: now })
    .onConflict((c) => c.doNothing())
    .execute()
  await trx
    .deleteFrom('self_check_asks')
    .where('policy_group', '=', of.policy_group)
    .where('slot', '=', of.slot)
    .execute()
}

/** By group: how many were due and could not be made, as long as that is kept. */
export async function missedOf(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('self_check_rounds')
    .select((e) => ['policy_group', e.fn.countAll<number>().as('count')])
    .where('made', '=', 0)
    .groupBy('policy_group')
    .execute()
  return new Map(rows.map(({ policy_group, count }) => [policy_group, count]))
}
