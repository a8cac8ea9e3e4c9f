/**
 * A sign-in under way: what must come back unchanged is sealed into a cookie of the browser that began it, so that
 * beginning one costs the server nothing; that one came to its end is kept, so that none does twice.
 */
import { createHash, randomBytes } from 'node:crypto'
import { z } from '../../lib/zod.ts'
import type { Database } from '../db/open.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

/** How long somebody may take at the provider, or before their authenticator. Milliseconds. */
export const TRANSACTION_LIFE = 10 * 60_000

const outerSchema = z.object({ id: z.string(), until: z.number(), value: z.unknown() })

export interface Transaction<T> {
  readonly id: string
  readonly until: number
  readonly value: T
}

/** Seals a transaction for its cookie. `purpose` keeps one kind from being used as another. */
export function sealTransaction(vault: Vault, purpose: string, value: unknown, now: number): string {
  const outer = { id: randomBytes(16).toString('base64url'), until: now + TRANSACTION_LIFE, value }
  return vault.seal(JSON.stringify(outer), PLACE_OF.signIn(purpose)).toString('base64url')
}

/** The transaction of a cookie; null when it is not ours, of another purpose, or too old. */
export function openTransaction<S extends z.ZodMiniType>(
  vault: Vault,
  purpose: string,
  schema: S,
  cookie: string | undefined,
  now: number,
): Transaction<z.infer<S>> | null {
  if (!cookie || cookie.length > 4000) return null
  let opened: unknown
  try {
    opened = JSON.parse(vault.open(Buffer.from(cookie, 'base64url'), PLACE_OF.signIn(purpose)))
  } catch {
    return null // Changed, cut short, or sealed by another server.
  }
  const outer = outerSchema.safeParse(opened)
  if (!outer.success || outer.data.until < now) return null
  const value = schema.safeParse(outer.data.value)
  return value.success ? { id: outer.data.id, until: outer.data.until, value: value.data } : null
}

/** Ends a transaction: true for exactly one caller. */
export async function finishTransaction(
  db: Database,
  { id, until }: Pick<Transaction<unknown>, 'id' | 'until'>,
  now: number,
): Promise<boolean> {
  await db.deleteFrom('finished_sign_ins').where('until', '<', now).execute()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('finished_sign_ins')
    .values({ hash: createHash('sha256').update(id).digest(), until })
    .onConflict((c) => c.column('hash').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
