/** Rows that could not be weighed: they keep no others waiting, are told of, and are tried again. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import type { KeptSignal } from './around.ts'

type Which = Pick<KeptSignal, 'installation' | 'seq'>

/** For the log: which rows, by number, and what kind of failure. Not what the failure says, which may be of content. */
export class NotWeighed extends Error {
  override readonly name = 'NotWeighed'

  constructor(failed: readonly (Which & { error: unknown })[]) {
    const which = failed.map(
      ({ installation, seq, error }) =>
        `installation ${installation} row ${seq} (${error instanceof Error ? error.name : typeof error})`,
    )
    super(
      `${failed.length} of the rows that worry could not be weighed and are set aside: ${which.join(', ')}`,
    )
  }
}

/** In the transaction that could not weigh it. */
export const setAside = (trx: Database, { installation, seq }: Which): Promise<unknown> =>
  trx
    .updateTable('alert_signals')
    .set({ judged: 3 })
    .where('installation', '=', installation)
    .where('seq', '=', seq)
    .execute()

/** What was set aside waits to be weighed once more. */
export const tryAgain = (db: Database): Promise<unknown> =>
  db.updateTable('alert_signals').set({ judged: 0 }).where('judged', '=', sql.lit(3)).execute()
