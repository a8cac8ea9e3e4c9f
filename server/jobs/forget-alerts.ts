/**
 * Alerts go with the rows that they are made of, however those came to go: kept long enough, or erased. What is held
 * back of the rows holds the alert back too. What an alert taught goes with it. One of which rows are left says what they say.
 */
import { sql } from 'kysely'
import { remake } from '../alerts/remake.ts'
import type { Steps } from './steps.ts'

export async function forgetAlerts(steps: Steps): Promise<void> {
  await forgetSignals(steps)
  await steps.repeat(async (trx, size) => {
    const { numAffectedRows = 0n } = await sql`DELETE FROM alerts WHERE id IN
      (SELECT id FROM alerts WHERE NOT EXISTS (SELECT 1 FROM alert_signals WHERE alert = alerts.id)
       LIMIT ${size})`.execute(trx)
    return numAffectedRows > 0n
  })
}

interface Pair {
  readonly installation: number
  readonly seq: number
}

/** What rows said that are gone, or of which the bare number is left. */
async function forgetSignals(steps: Steps): Promise<void> {
  let last: Pair = { installation: 0, seq: 0 }
  await steps.repeat(async (trx, size) => {
    const page = await sql<Pair & { alert: number | null; there: number }>`
      SELECT installation, seq, alert, EXISTS (SELECT 1 FROM rows WHERE rows.installation = alert_signals.installation
        AND rows.seq = alert_signals.seq AND rows.kind != 'expired') AS there FROM alert_signals
      WHERE (installation, seq) > (${last.installation}, ${last.seq})
      ORDER BY installation, seq LIMIT ${size}`.execute(trx)
    const gone = page.rows.filter((one) => one.there === 0)
    if (gone.length > 0) {
      const pairs = gone.map((one) => [one.installation, one.seq])
      await sql`DELETE FROM alert_signals WHERE (installation, seq) IN
        (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(pairs)}))`.execute(trx)
      await remake(trx, [...new Set(gone.flatMap(({ alert }) => alert ?? []))])
    }
    last = page.rows.at(-1) ?? last
    return page.rows.length === size
  })
}
