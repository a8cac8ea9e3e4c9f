/** What is on record about one person, as their devices' policy says it. */
import type { AgreementState } from '../../lib/policy/agreement.ts'
import type { Database } from '../db/open.ts'

type OnRecord = Pick<AgreementState, 'agreed' | 'permitted'>

/** Of the texts in force only: what was agreed to before them opens nothing. */
export async function onRecordOf(db: Database, person: number): Promise<OnRecord> {
  const agreed = await db
    .selectFrom('counted_agreements')
    .innerJoin('agreement_publications', 'agreement_publications.text', 'counted_agreements.text')
    .select(['counted_agreements.text', 'year'])
    .distinct()
    .where('person', '=', person)
    .where('agreement_publications.ended', 'is', null)
    .orderBy('year')
    .orderBy('counted_agreements.text')
    .execute()
  const permitted = await db
    .selectFrom('agreement_permissions')
    .select('year')
    .where('person', '=', person)
    .where('ended', 'is', null)
    .orderBy('year')
    .execute()
  return { agreed, permitted: permitted.map(({ year }) => year) }
}
