/** One-time administrator links: short-lived, used once, kept as hashes. */
import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../db/open.ts'

/** A link is made by somebody at the server's own shell who opens it at once. Milliseconds. */
export const LINK_LIFE = 15 * 60_000

export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** The secret of a new link. */
export async function createLink(db: Database, now: number): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await db.deleteFrom('admin_links').where('expires', '<', now).execute()
  await db
    .insertInto('admin_links')
    .values({ hash: secretHash(secret), created: now, expires: now + LINK_LIFE, used: null })
    .execute()
  return secret
}

/** Uses a link up: true for exactly one caller, and only in time. */
export async function useLink(db: Database, secret: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('admin_links')
    .set({ used: now })
    .where('hash', '=', secretHash(secret))
    .where('used', 'is', null)
    .where('expires', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
