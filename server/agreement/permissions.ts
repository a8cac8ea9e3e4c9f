/** Parents' permissions, for a school year: recorded, and taken back. */
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'

/** What of a permission is sealed: who gave it, and on which day. */
const contentSchema = z.object({ by: z.string(), on: z.string() })
export type PermissionContent = z.infer<typeof contentSchema>

export interface ToRecord extends PermissionContent {
  readonly person: number
  readonly year: number
  readonly how: 'console' | 'csv'
  /** The end of the school year. */
  readonly until: number
}

/** In the caller's transaction. False when there was one already, which stays as it is. */
export async function recordPermission(
  trx: Database,
  vault: Vault,
  { person, year, how, until, by, on }: ToRecord,
  recorder: By,
  now: number,
): Promise<boolean> {
  const known = await trx
    .selectFrom('agreement_permissions')
    .select('id')
    .where('person', '=', person)
    .where('year', '=', year)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (known) return false
  const content = vault.seal(JSON.stringify({ by, on }), PLACE_OF.agreementPermission(person, year))
  await trx
    .insertInto('agreement_permissions')
    .values({ person, year, how, at: now, recorded_by: recorder.person, until, content })
    .execute()
  return true
}

/** In the caller's transaction. False when there is none to take back. */
export async function takeBackPermission(
  trx: Database,
  { person, year }: { readonly person: number; readonly year: number },
  by: By,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('agreement_permissions')
    .set({ ended: now, ended_by: by.person })
    .where('person', '=', person)
    .where('year', '=', year)
    .where('ended', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Whose permission is on record for a school year. */
export async function permittedIn(db: Database, year: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('agreement_permissions')
    .select('person')
    .where('year', '=', year)
    .where('ended', 'is', null)
    .execute()
  return new Set(rows.map(({ person }) => person))
}

export const openPermission = (
  { vault }: Pick<Context, 'vault'>,
  row: { readonly person: number; readonly year: number; readonly content: Uint8Array },
): PermissionContent =>
  contentSchema.parse(JSON.parse(vault.open(row.content, PLACE_OF.agreementPermission(row.person, row.year))))
