/** How much is decided at a time: devices hold so many places and no more, and what they are not told is not closed. */
import { MOST_CLEARED, MOST_QUARANTINED } from '../../lib/policy/quarantine.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'

const MOST = { shared: MOST_QUARANTINED, cleared: MOST_CLEARED } as const

/** Decisions that hold now, of staff, of devices or of both; but for what is decided about one place. */
export async function countHolding(
  db: Database,
  { what, byDevices, besides = 0 }: { what: keyof typeof MOST; byDevices?: 0 | 1; besides?: number },
  now: number,
): Promise<number> {
  let query = db
    .selectFrom('found_decisions')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('what', '=', what)
    .where('ended', 'is', null)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
    .where('place', '!=', besides)
  if (byDevices !== undefined) query = query.where('by_devices', '=', byDevices)
  return (await query.executeTakeFirstOrThrow()).count
}

/** Refuses (409) one more of staff's than devices hold. */
export async function needRoom(
  db: Database,
  place: number,
  what: keyof typeof MOST,
  now: number,
): Promise<void> {
  if ((await countHolding(db, { what, byDevices: 0, besides: place }, now)) >= MOST[what])
    throw new Refusal(
      409,
      'full',
      `${MOST[what]} sites are ${what === 'shared' ? 'closed' : 'put right'} this way already: make a rule of it, or undo one that is not needed any more.`,
    )
}
