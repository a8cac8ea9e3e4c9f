/** How the chain stands, for those who watch over it. */
import { sql } from 'kysely'
import type { EvidenceState } from '../../lib/protocol/evidence-staff.ts'
import type { Context } from '../context.ts'
import { lastDay } from './days.ts'
import { anchorsOf } from './heads.ts'

const SHOWN = 14

export async function evidenceState({ db, mail }: Pick<Context, 'db' | 'mail'>): Promise<EvidenceState> {
  const days = await db
    .selectFrom('evidence_days')
    .select(['day', 'first', 'last', sql<string>`lower(hex(head))`.as('head')])
    .orderBy('day', 'desc')
    .limit(SHOWN)
    .execute()
  const { waiting } = await db
    .selectFrom('evidence_entries')
    .select((e) => e.fn.countAll<number>().as('waiting'))
    .where('id', '>', (await lastDay(db))?.last ?? 0)
    .executeTakeFirstOrThrow()
  const { leads, governor } = await anchorsOf(db)
  return {
    days: days.map(({ day, first, last, head }) => ({ day, head, entries: last - first + 1 })),
    waiting,
    leads: leads.length,
    governor: governor !== null,
    mail: mail.state.state,
  }
}
