/** How the chain stands, for those who watch over it. */
import { sql } from 'kysely'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { EvidenceState } from '../../lib/protocol/evidence-staff.ts'
import type { Context } from '../context.ts'
import { anchorsOf } from './heads.ts'

const SHOWN = 14

export async function evidenceState({ db, mail }: Pick<Context, 'db' | 'mail'>): Promise<EvidenceState> {
  const days = await db
    .selectFrom('evidence_days')
    .select(['day', 'first', 'last', sql<string>`lower(hex(head))`.as('head')])
    .orderBy('day', 'desc')
    .limit(SHOWN)
    .execute()
  const { leads, governor } = await anchorsOf(db)
  return {
    days: days.map(({ day, first, last, head }) => ({ day, head, entries: figureOf(last - first + 1) })),
    leads: leads.length,
    governor: governor !== null,
    mail: mail.state.state,
  }
}
