/** Enrolment tokens. They only let an installation ask; anybody at a managed machine can read them. */
import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../db/open.ts'

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface NewToken {
  readonly id: number
  /** Shown once; only its hash is kept. */
  readonly token: string
}

/** Makes a token. `expires`: epoch milliseconds, or null for one that lasts until it is revoked. */
export async function createToken(db: Database, label: string, expires: number | null): Promise<NewToken> {
  const token = `kerb-${randomBytes(18).toString('base64url')}`
  return { id: await registerToken(db, token, label, expires), token }
}

/** Registers a token whose text was made elsewhere, for example beside the managed values. */
export async function registerToken(
  db: Database,
  token: string,
  label: string,
  expires: number | null,
): Promise<number> {
  const { id } = await db
    .insertInto('tokens')
    .values({
      hash: hashOf(token),
      label,
      hint: token.slice(0, 9),
      created: Date.now(),
      expires,
      revoked: null,
      uses: 0,
      last_used: null,
    })
    .onConflict((c) => c.column('hash').doUpdateSet({ label }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The id of a token that may be used now, or why not. */
export async function tokenFor(
  db: Database,
  token: string,
  now: number,
): Promise<{ id: number } | { error: 'unknown' | 'revoked' | 'expired' }> {
  const row = await db
    .selectFrom('tokens')
    .select(['id', 'revoked', 'expires'])
    .where('hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row) return { error: 'unknown' }
  if (row.revoked !== null) return { error: 'revoked' }
  if (row.expires !== null && row.expires <= now) return { error: 'expired' }
  return { id: row.id }
}

/** Every token, newest first, without its text. */
export const listTokens = (db: Database) =>
  db
    .selectFrom('tokens')
    .select(['id', 'label', 'hint', 'created', 'expires', 'revoked', 'uses', 'last_used'])
    .orderBy('id', 'desc')
    .execute()

/** Revokes a token: nobody new may ask with it. Installations that asked before stay as they are. */
export async function revokeToken(db: Database, id: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tokens')
    .set({ revoked: now })
    .where('id', '=', id)
    .where('revoked', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
