/** Alerts as CSV, as the inbox filters them: who, what, when, what became of it; no searches and no addresses. */
import { setImmediate } from 'node:timers/promises'
import type { AlertsQuery } from '../../lib/protocol/alerts.ts'
import { line, MARK } from '../../lib/protocol/csv.ts'
import type { Context } from '../context.ts'
import { openActs } from './acts.ts'
import { readable, sorted } from './list.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

/** Alerts in one query, and one turn of the event loop; and in one file. */
const AT_ONCE = 200
const MOST = 20_000

/** As spreadsheets read a time, in UTC. */
const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

const HEADER = [
  'Alert',
  'Pupil',
  'Device',
  'Theme',
  'Severity',
  'State',
  'First (UTC)',
  'Last (UTC)',
  'Count',
]

export async function exportAlerts(
  parts: Parts,
  asked: AlertsQuery,
  me: number | null,
): Promise<{ rows: number; csv: string }> {
  let csv = MARK + line([...HEADER, 'Given to', 'What became of it', 'In words'])
  let rows = 0
  for (let more = true; more && rows < MOST;) {
    const piece = await sorted(parts.db, asked, me).limit(AT_ONCE).offset(rows).execute()
    const outcomes = await outcomesOf(
      parts,
      piece.map(({ id }) => id),
    )
    for (const alert of await readable(parts, piece)) {
      const { id, pupil, device, theme, severity, state, first, last, count, assigned } = alert
      const { what = '', words = '' } = outcomes.get(id) ?? {}
      const who = [id, pupil?.name ?? '', device ?? '', theme, severity, state]
      csv += line([...who, time(first), time(last), count, assigned?.name ?? '', what, words])
    }
    rows += piece.length
    more = piece.length === AT_ONCE
    await setImmediate()
  }
  return { rows, csv }
}

/** Of each, what was said when it was last dismissed or closed. */
async function outcomesOf(parts: Parts, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, { what?: string; words?: string }>()
  const acts = await parts.db
    .selectFrom('alert_acts')
    .selectAll()
    .where('alert', 'in', ids)
    .where('act', 'in', ['dismissed', 'closed', 'reopened'])
    .orderBy('id')
    .execute()
  return new Map(openActs(parts, acts).map((act) => [act.alert, act]))
}
