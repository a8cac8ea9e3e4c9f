/** Administrator sessions: in the database, so that they can be ended; the cookie's value is kept as a hash. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../db/open.ts'
import { secretHash } from './links.ts'

/** Without use a session ends. Milliseconds. */
export const IDLE = 30 * 60_000
/** However much it is used, it ends. Milliseconds. */
export const LONGEST = 8 * 3_600_000
/** Use is noted this often, not at each request. Milliseconds. */
const NOTED_EVERY = 60_000

export interface Session {
  readonly id: number
  readonly until: number
}

/** A new session and the value for its cookie. */
export async function startSession(db: Database, now: number): Promise<{ secret: string; session: Session }> {
  const secret = randomBytes(32).toString('base64url')
  const { id } = await db
    .insertInto('admin_sessions')
    .values({ hash: secretHash(secret), created: now, last_used: now, ended: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { secret, session: { id, until: now + LONGEST } }
}

/** The session of a cookie, when it is still one. */
export async function sessionOf(
  db: Database,
  secret: string | undefined,
  now: number,
): Promise<Session | null> {
  if (!secret || secret.length > 100) return null
  const row = await db
    .selectFrom('admin_sessions')
    .select(['id', 'created', 'last_used'])
    .where('hash', '=', secretHash(secret))
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (!row || now - row.last_used > IDLE || now - row.created > LONGEST) return null
  if (now - row.last_used > NOTED_EVERY) {
    await db.updateTable('admin_sessions').set({ last_used: now }).where('id', '=', row.id).execute()
  }
  return { id: row.id, until: row.created + LONGEST }
}

export async function endSession(db: Database, id: number, now: number): Promise<void> {
  await db.updateTable('admin_sessions').set({ ended: now }).where('id', '=', id).execute()
}
