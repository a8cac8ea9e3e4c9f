/** What came before an alert and weighed too little by itself is part of its reason. */
import type { Database } from '../db/open.ts'
import { type KeptSignal, MOST, ofWhom, type Whose } from './around.ts'
import { WINDOW } from './weights.ts'

/**
 * Into the new alert `id`, which `signal` has made: the latest of a week on either side, so many as are looked at.
 * A device decides how many there are: nothing here grows with them beyond that.
 */
export async function adoptEarlier(
  trx: Database,
  signal: KeptSignal,
  whose: Whose,
  id: number,
): Promise<void> {
  const earlier = ofWhom(trx, whose, signal.theme)
    .select(['alert_signals.installation', 'alert_signals.seq'])
    .where('alert', 'is', null)
    .where('judged', '=', 1)
    .where('points', 'is not', null)
    .where('at', '>', signal.at - WINDOW)
    .where('at', '<', signal.at + WINDOW)
    .$if(whose.person === null, (query) => query.where('person', 'is', null))
    .orderBy('at', 'desc')
    .limit(MOST)
  await trx
    .updateTable('alert_signals')
    .set({ alert: id })
    .where((e) => e(e.refTuple('installation', 'seq'), 'in', earlier.$asTuple('installation', 'seq')))
    .execute()
  const { count, first, last } = await trx
    .selectFrom('alert_signals')
    .select((e) => [
      e.fn.countAll<number>().as('count'),
      e.fn.min<number | null>('at').as('first'),
      e.fn.max<number | null>('at').as('last'),
    ])
    .where('alert', '=', id)
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('alerts')
    .set({
      count: count + 1,
      first: Math.min(signal.at, first ?? signal.at),
      last: Math.max(signal.at, last ?? signal.at),
    })
    .where('id', '=', id)
    .execute()
}
