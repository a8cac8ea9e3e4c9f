/** Invitations: a one-time link with which a member of staff makes their first passkey. Kept as hashes. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { secretHash } from './links.ts'

/** Long enough for a weekend in between. Milliseconds. */
export const INVITATION_LIFE = 3 * 86_400_000

/** A new invitation for a member of staff; an earlier one of theirs no longer counts. */
export const createInvitation = (
  db: Database,
  person: number,
  now: number,
): Promise<{ link: string; expires: number }> =>
  within(db, async (trx) => {
    const link = randomBytes(24).toString('base64url')
    const expires = now + INVITATION_LIFE
    await trx
      .deleteFrom('staff_invitations')
      .where((e) => e.or([e('person', '=', person), e('expires', '<', now)]))
      .execute()
    await trx
      .insertInto('staff_invitations')
      .values({ hash: secretHash(link), person, created: now, expires, used: null })
      .execute()
    return { link, expires }
  })

/** Whom an invitation that can still be used is for, or null. */
export async function invitedBy(db: Database, link: string, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('staff_invitations')
    .select('person')
    .where('hash', '=', secretHash(link))
    .where('used', 'is', null)
    .where('expires', '>', now)
    .executeTakeFirst()
  return row?.person ?? null
}

/** Uses an invitation up: true for exactly one caller, and only in time. */
export async function useInvitation(db: Database, link: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff_invitations')
    .set({ used: now })
    .where('hash', '=', secretHash(link))
    .where('used', 'is', null)
    .where('expires', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
