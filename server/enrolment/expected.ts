/** The school's list of the devices it expects, by directory id or asset id. */
import type { Claim } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import type { Installation } from './installations.ts'

export interface ExpectedDevice {
  readonly kind: 'directory' | 'asset'
  readonly value: string
}

/** SQLite takes many parameters in one statement, but not any number. */
const AT_ONCE = 500

/** Adds devices to the school's list; those already on it stay. Returns how many were new. */
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
      // One that was let in by hand or by a window is the school's own from now on.
      .onConflict((c) =>
        c.columns(['kind', 'value']).doUpdateSet({ source: 'list' }).where('expected.source', '!=', 'list'),
      )
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

/**
 * True when the directory id or the asset id that is claimed is on the list. A shared device that was let in once is on
 * it for throw-away profiles only.
 */
export async function isExpected(
  db: Database,
  claim: Pick<Claim, 'directoryId' | 'assetId' | 'ephemeral'>,
): Promise<boolean> {
  const { directoryId, assetId, ephemeral } = claim
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
    .$if(!ephemeral, (query) => query.where('source', '=', 'list'))
    .executeTakeFirst()
  return row !== undefined
}

type Shared = Pick<Installation, 'ephemeral' | 'directory_id' | 'asset_id'>

/** The one id that is vouched for: nobody can read a directory id off the case. */
const deviceOf = ({ directory_id, asset_id }: Shared): ExpectedDevice | undefined =>
  directory_id
    ? { kind: 'directory', value: directory_id }
    : asset_id
      ? { kind: 'asset', value: asset_id }
      : undefined

/** A person or a window let this throw-away profile in: the next ones on the same device need neither. */
export async function vouch(
  db: Database,
  one: Shared,
  source: 'hand' | `window:${number}`,
  now: number,
): Promise<void> {
  const device = deviceOf(one)
  if (one.ephemeral === 0 || !device) return
  await db
    .insertInto('expected')
    .values({ ...device, added: now, source })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** A person sent this throw-away profile back or refused it: the next ones wait too, unless the school's list names it. */
export async function unvouch(db: Database, one: Shared): Promise<void> {
  const device = deviceOf(one)
  if (one.ephemeral === 0 || !device) return
  await db
    .deleteFrom('expected')
    .where('kind', '=', device.kind)
    .where('value', '=', device.value)
    .where('source', '!=', 'list')
    .execute()
}
