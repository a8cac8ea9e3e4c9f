/** Alerts of which some rows are gone: made anew from what is left, so that they say nothing of what went. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { FROM, TWIN } from './weights.ts'

/**
 * Count, times and weight of these alerts from the signals that are left, and what they taught without the words of
 * the others. Why it weighs so much was weighed with the others around it: the reasons go. An alert of which nothing
 * is left stays as it is, for the caller to delete. In the caller's transaction.
 */
export async function remake(trx: Database, alerts: readonly number[]): Promise<void> {
  if (alerts.length === 0) return
  const these = sql`(SELECT value FROM json_each(${JSON.stringify(alerts)}))`
  // A search and its stop are counted once, as when they were weighed; the stop has no points then.
  await sql`UPDATE alerts SET reasons = '[]', (count, first, last, points) =
      (SELECT count(*) FILTER (WHERE stop = 0 OR NOT EXISTS
          (SELECT 1 FROM alert_signals AS search WHERE search.installation = one.installation
            AND search.theme = one.theme AND search.at BETWEEN one.at - ${TWIN} AND one.at + ${TWIN}
            AND search.alert = one.alert AND search.how = 'search' AND search.stop = 0)),
        min(at), max(at), coalesce(max(one.points), alerts.points)
      FROM alert_signals AS one WHERE alert = alerts.id)
    WHERE id IN ${these} AND EXISTS (SELECT 1 FROM alert_signals WHERE alert = alerts.id)`.execute(trx)
  await sql`UPDATE alerts SET
      severity = CASE WHEN points >= ${FROM.high} THEN 'high' WHEN points >= ${FROM.medium} THEN 'medium' ELSE 'low' END,
      waits = CASE WHEN points >= ${FROM.medium} THEN waits END
    WHERE id IN ${these}`.execute(trx)
  await sql`DELETE FROM alert_learned WHERE alert IN ${these} AND what = 'same' AND NOT EXISTS
    (SELECT 1 FROM alert_signals AS one WHERE one.alert = alert_learned.alert AND one.same = alert_learned.same)`.execute(
    trx,
  )
}
