/** Keeps what a batch says of worrying themes, in the batch's own transaction: what was acknowledged is here. */
import type { Database } from '../db/open.ts'
import type { Signal } from './signal.ts'

/**
 * `signals`: those whose rows are the ones stored under their numbers. A row that is sent twice says nothing new.
 * @returns whether any was new
 */
export async function keepSignals(
  trx: Database,
  installation: number,
  signals: readonly Signal[],
  personOf: (index: number | null) => number | null,
  now: number,
): Promise<boolean> {
  if (signals.length === 0) return false
  const { state } = await trx
    .selectFrom('installations')
    .select('state')
    .where('id', '=', installation)
    .executeTakeFirstOrThrow()
  let isNew = false
  for (const { same, person, help, suspicion, stop, ...signal } of signals) {
    const { numInsertedOrUpdatedRows = 0n } = await trx
      .insertInto('alert_signals')
      .values({
        ...signal,
        installation,
        received: now,
        person: personOf(person),
        help: Number(help),
        suspicion: Number(suspicion),
        stop: Number(stop),
        same: same === null ? null : new Uint8Array(Buffer.from(same, 'hex')),
        // Apart from what waits: strangers can bring much, and it is gone through with each row that worries.
        judged: state === 'confirmed' ? 0 : 2,
        lesson: 0,
        points: null,
        alert: null,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    isNew ||= numInsertedOrUpdatedRows > 0n
  }
  return isNew
}
