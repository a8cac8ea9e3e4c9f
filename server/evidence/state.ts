/** How the chain stands, for those who watch over it. */
import { sql } from 'kysely'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { EvidenceState } from '../../lib/protocol/evidence-staff.ts'
import type { Context } from '../context.ts'
import { pieceOf } from '../db/piece.ts'
import { anchorsOf } from './heads.ts'

/** Days in one answer. */
const SHOWN = 30

/** @param before a day: the heads of those before it */
export async function evidenceState(
  { db, mail }: Pick<Context, 'db' | 'mail'>,
  before?: string,
): Promise<EvidenceState> {
  const rows = await db
    .selectFrom('evidence_days')
    .select(['day', 'first', 'last', sql<string>`lower(hex(head))`.as('head')])
    .$if(before !== undefined, (query) => query.where('day', '<', before ?? ''))
    .orderBy('day', 'desc')
    .limit(SHOWN + 1)
    .execute()
  const { items, next } = pieceOf(rows, SHOWN, ({ day }) => day)
  const { leads, governor } = await anchorsOf(db)
  return {
    days: items.map(({ day, first, last, head }) => ({ day, head, entries: figureOf(last - first + 1) })),
    next,
    leads: leads.length,
    governor: governor !== null,
    mail: mail.state.state,
  }
}
