/**
 * Alerts as CSV, as the inbox filters them: who, what, when, what became of it; no searches and no addresses. All that fit,
 * each once, the newest first: those that fit when it was begun, as they are when their turn comes.
 */
import { setImmediate } from 'node:timers/promises'
import type { AlertsExportQuery } from '../../lib/protocol/alerts.ts'
import { line, MARK, timeCell as time } from '../../lib/protocol/csv.ts'
import type { Context } from '../context.ts'
import { openActs } from './acts.ts'
import { fitting, readable } from './list.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

/** Alerts in one query, and one turn of the event loop. */
const AT_ONCE = 200

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

/** In pieces, the heading first. @param me whoever asks: a number of `people` */
export async function* alertsCsv(
  parts: Parts,
  asked: AlertsExportQuery,
  me: number | null,
): AsyncGenerator<string> {
  yield MARK + line([...HEADER, 'Given to', 'What became of it', 'In words'])
  // Numbers alone, once: for a piece at a time the database would look through and sort all that fit.
  const all = (await fitting(parts.db, asked, me).select('id').orderBy('id', 'desc').execute()).map(
    ({ id }) => id,
  )
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const ids = all.slice(from, from + AT_ONCE)
    const piece = await parts.db
      .selectFrom('alerts')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id', 'desc')
      .execute()
    const outcomes = await outcomesOf(parts, ids)
    let lines = ''
    for (const alert of await readable(parts, piece)) {
      const { id, pupil, device, theme, severity, state, first, last, count, assigned } = alert
      const { what = '', words = '' } = outcomes.get(id) ?? {}
      const who = [id, pupil?.name ?? '', device ?? '', theme, severity, state]
      lines += line([...who, time(first), time(last), count, assigned?.name ?? '', what, words])
    }
    yield lines
    await setImmediate()
  }
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
