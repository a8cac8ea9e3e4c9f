/** The school's list of the devices it expects, by directory id or asset id. */
import type { Claim } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'

export interface ExpectedDevice {
  readonly kind: 'directory' | 'asset'
  readonly value: string
}

/** SQLite takes many parameters in one statement, but not any number. */
const AT_ONCE = 500

/** Adds devices to the list; those already on it stay. Returns how many were new. */
export async function addExpected(
  db: Database,
  devices: readonly ExpectedDevice[],
  now: number,
): Promise<number> {
  let added = 0n
  for (let i = 0; i < devices.length; i += AT_ONCE) {
    const values = devices.slice(i, i + AT_ONCE).map((d) => ({ ...d, added: now }))
    const result = await db
      .insertInto('expected')
      .values(values)
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    added += result.numInsertedOrUpdatedRows ?? 0n
  }
  return Number(added)
}

/**
 * Takes the device with this directory or asset id off the list; false when it is not on it. Installations that were
 * confirmed through it stay confirmed.
 */
export async function removeExpected(db: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('expected').where('value', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** True when the directory id or the asset id that is claimed is on the list. */
export async function isExpected(
  db: Database,
  claim: Pick<Claim, 'directoryId' | 'assetId'>,
): Promise<boolean> {
  const { directoryId, assetId } = claim
  if (!directoryId && !assetId) return false
  const row = await db
    .selectFrom('expected')
    .select('value')
    .where((e) =>
      e.or([
        ...(directoryId ? [e.and([e('kind', '=', 'directory'), e('value', '=', directoryId)])] : []),
        ...(assetId ? [e.and([e('kind', '=', 'asset'), e('value', '=', assetId)])] : []),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}
