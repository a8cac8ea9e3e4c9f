/** The concern that a member's request is about. */
import type { Database } from '../db/open.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'
import { Refusal } from '../errors.ts'
import { mayRead } from './readers.ts'

/** A concern that this member may read; a stranger's is not there. */
export async function needConcern(db: Database, me: string, id: string): Promise<ConcernsTable> {
  const concern = await db.selectFrom('concerns').selectAll().where('id', '=', id).executeTakeFirst()
  const wrap =
    concern &&
    (await db
      .selectFrom('concern_wraps')
      .select('later')
      .where('concern', '=', id)
      .where('key', '=', me)
      .executeTakeFirst())
  if (!concern || !wrap || !mayRead(concern, wrap))
    throw new Refusal(404, 'not-found', 'There is no such concern for this key.')
  return concern
}
