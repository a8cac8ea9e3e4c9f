/** That a concern was taken into a file for the case log: who, and when. What is in the file never comes here. */
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Whose } from './acts.ts'
import { needConcern } from './needed.ts'

type Parts = Pick<Context, 'db'>

/** As many as the wire carries: the newest. */
const MOST_SHOWN = 100

export async function exportsOf(db: Database, concern: string): Promise<{ by: string; at: number }[]> {
  const rows = await db
    .selectFrom('concern_exports')
    .select(['key as by', 'at'])
    .where('concern', '=', concern)
    .orderBy('number', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.toReversed()
}

/** Before the file is made: a file that nobody recorded is worse than a record without a file. */
export async function noteExport({ db }: Parts, { me, id }: Whose, now: number): Promise<ConcernState> {
  return db.transaction().execute(async (trx) => {
    const { state } = await needConcern(trx, me, id)
    const { last } = await trx
      .selectFrom('concern_exports')
      .select((e) => e.fn.max('number').as('last'))
      .where('concern', '=', id)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('concern_exports')
      .values({ concern: id, number: (last ?? 0) + 1, key: me, at: now })
      .execute()
    return state
  })
}
