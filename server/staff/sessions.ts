/** Staff sessions: in the database, so that they can be ended; the cookie's value is kept as a hash. */
import { randomBytes } from 'node:crypto'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Database } from '../db/open.ts'
import { secretHash } from './links.ts'
import { readRoles } from './stored-roles.ts'

/** Without use a session ends. Milliseconds. */
export const IDLE = 30 * 60_000
/** However much it is used, it ends. Milliseconds. */
export const LONGEST = 8 * 3_600_000
/** Use is noted this often, not at each request. Milliseconds. */
const NOTED_EVERY = 60_000
/** That a session was there is forgotten this long after it began. Milliseconds. */
const KEPT = 30 * 86_400_000

export type How = 'link' | 'provider' | 'passkey'

export interface Session {
  readonly id: number
  /** Epoch milliseconds. */
  readonly since: number
  readonly until: number
  readonly how: How
  /** The person number of a member of staff; null for the administrator's one-time link. */
  readonly person: number | null
  /** As they are now, not as they were at sign-in. */
  readonly roles: readonly Role[]
}

/** A new session and the value for its cookie. `person` null: the administrator by one-time link. */
export async function startSession(
  db: Database,
  by: { readonly person: number | null; readonly how: How },
  now: number,
): Promise<{ secret: string; id: number }> {
  const secret = randomBytes(32).toString('base64url')
  const { id } = await db
    .insertInto('staff_sessions')
    .values({ hash: secretHash(secret), created: now, last_used: now, ended: null, ...by })
    .returning('id')
    .executeTakeFirstOrThrow()
  // After the new one, so that no number is given twice: the audit names sessions by theirs.
  await db
    .deleteFrom('staff_sessions')
    .where('created', '<', now - KEPT)
    .execute()
  return { secret, id }
}

/**
 * The session of a cookie, when it is still one: not ended, not idle, not old, of somebody who may sign in.
 * @param used false for what a page asks by itself, with nobody there: that does not keep a session open
 */
export async function sessionOf(
  db: Database,
  secret: string | undefined,
  now: number,
  used = true,
): Promise<Session | null> {
  if (!secret || secret.length > 100) return null
  const row = await db
    .selectFrom('staff_sessions')
    .leftJoin('staff', 'staff.person', 'staff_sessions.person')
    .select([
      'id',
      'staff_sessions.created',
      'last_used',
      'how',
      'staff_sessions.person',
      'roles',
      'disabled',
    ])
    .where('hash', '=', secretHash(secret))
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (!row || now - row.last_used > IDLE || now - row.created > LONGEST) return null
  const roles = row.person === null ? (['network'] as const) : readRoles(row.roles)
  if (row.disabled !== null || roles.length === 0) return null
  if (used && now - row.last_used > NOTED_EVERY) {
    await db.updateTable('staff_sessions').set({ last_used: now }).where('id', '=', row.id).execute()
  }
  const { id, created: since, how, person } = row
  return { id, since, until: since + LONGEST, how, person, roles }
}

export async function endSession(db: Database, id: number, now: number): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ ended: now })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .execute()
}

/** Signs a person out everywhere; null: every session by one-time link. */
export async function endSessionsOf(db: Database, person: number | null, now: number): Promise<void> {
  await db
    .updateTable('staff_sessions')
    .set({ ended: now })
    .where('person', 'is', person)
    .where('ended', 'is', null)
    .execute()
}
