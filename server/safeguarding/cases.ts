/** Records that join concerns into cases: sealed, and lying at the concerns that they name. */
import { type CaseList, caseListSchema, MOST_CASE_RECORDS } from '../../lib/protocol/concern-cases.ts'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { ConcernNotesTable, ConcernsTable } from '../db/tables/safeguarding.ts'

type Row = Pick<ConcernNotesTable, 'concern' | 'id' | 'at' | 'content'> & Pick<ConcernsTable, 'state'>

/** The last record at each concern that this member may read and the record is sealed to, the newest first. */
export async function casesFor({ db }: Pick<Context, 'db'>, me: string): Promise<CaseList> {
  const { rows } = await sql<Row>`
    SELECT n.concern, n.id, n.at, n.content, c.state
    FROM concern_notes n JOIN concerns c ON c.id = n.concern
    JOIN concern_wraps w ON w.concern = c.id AND w.key = ${me} AND (w.later = 0 OR c.reminded > 0)
    WHERE n.kind = 'case'
      AND n.number = (SELECT max(number) FROM concern_notes m WHERE m.concern = n.concern AND m.kind = 'case')
      AND EXISTS (SELECT 1 FROM json_each(n.content, '$.to') t WHERE json_extract(t.value, '$.key') = ${me})
    ORDER BY n.at DESC, n.id LIMIT ${MOST_CASE_RECORDS}`.execute(db)
  const records = rows.map(({ concern, state, id, at, content }) => ({
    concern,
    state,
    record: { id, at, content: JSON.parse(content) as unknown },
  }))
  return caseListSchema.parse({ records })
}
