/** The same device, as far as its directory id or asset id says. */
import { expressionBuilder, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'

type Ids = { readonly directory_id: string | null; readonly asset_id: string | null }

/** A condition on installations: they claim the same directory id or asset id. Nothing matches one that has neither. */
export function sameDevice({ directory_id, asset_id }: Ids) {
  const e = expressionBuilder<Schema, 'installations'>()
  return e.or([
    ...(directory_id ? [e('directory_id', '=', directory_id)] : []),
    ...(asset_id ? [e('asset_id', '=', asset_id)] : []),
  ])
}

/**
 * Confirmed, of the installations of one device. The plus keeps SQLite from going through all that are confirmed, a few
 * hundred thousand after a year of shared devices, where the device's own index leads to a handful.
 */
export const isConfirmed = sql<boolean>`+state = 'confirmed'`
