/** Devices that the schedule has asked for a check: in the database, so that a restart forgets none. */
import { randomBytes } from 'node:crypto'
import type { CheckAsk, NotNow } from '../../lib/protocol/self-check-plans.ts'
import type { SelfCheckAsksTable } from '../db/tables/proof.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'

/** A device has so long to begin, then another is asked. */
export const TURN = 10 * MINUTE
/** What it made of its turn is taken for as long after it. */
const LATE = 10 * MINUTE

export type Ask = SelfCheckAsksTable

/** Asks a device. It hears of it with its next heartbeat. */
export async function askFor(
  db: Database,
  of: Pick<Ask, 'policy_group' | 'slot' | 'installation'>,
  now: number,
): Promise<void> {
  const run = randomBytes(16).toString('base64url')
  await db
    .insertInto('self_check_asks')
    .values({ run, ...of, asked: now, until: now + TURN, ended: null, why: null })
    .execute()
}

/** What a device is asked for now. */
export const askedOf = (db: Database, installation: number, now: number): Promise<CheckAsk | undefined> =>
  db
    .selectFrom('self_check_asks')
    .select('run')
    .where('installation', '=', installation)
    .where('ended', 'is', null)
    .where('until', '>', now)
    .executeTakeFirst()

/** Refuses (409) a check that this device was not asked for, or not any more. */
export async function needAsk(db: Database, installation: number, run: string, now: number): Promise<Ask> {
  const ask = await db
    .selectFrom('self_check_asks')
    .selectAll()
    .where('run', '=', run)
    .where('installation', '=', installation)
    .executeTakeFirst()
  const isOpen = ask !== undefined && (ask.why === null || ask.why === 'silent') && now < ask.until + LATE
  if (!isOpen) throw new Refusal(409, 'not-asked', 'The school has not asked this device for a check.')
  return ask
}

/** A device's turn is over. */
export const endAsk = (
  db: Database,
  run: string,
  why: NonNullable<Ask['why']>,
  now: number,
): Promise<unknown> =>
  db.updateTable('self_check_asks').set({ ended: now, why }).where('run', '=', run).execute()

/** A device says that it cannot now. @returns whether it was asked */
export async function putOff(
  db: Database,
  installation: number,
  { run, why }: { readonly run: string; readonly why: NotNow },
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('self_check_asks')
    .set({ ended: now, why })
    .where('run', '=', run)
    .where('installation', '=', installation)
    .where('ended', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
