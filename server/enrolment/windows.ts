/**
 * Enrolment windows: for a while, up to a number of installations are confirmed as they ask. A flood cannot use one
 * to confirm itself: once far more ask than the window was opened for, it closes and those that it confirmed wait
 * for a click again.
 */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { unfold } from './endings.ts'

/** Asks beyond the window's number that are forgiven before it counts as a flood. */
const FORGIVEN = 20

export interface OpenWindow {
  readonly id: number
  readonly until: number
  readonly most: number
  readonly used: number
}

/** Opens a window; one that is open already is closed first. */
export async function openWindow(db: Database, most: number, until: number, now: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await closeWindow(trx, 'replaced', now)
    const { id } = await trx
      .insertInto('windows')
      .values({ opened: now, until, closed: null, closed_reason: null, most, used: 0 })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** Closes whatever window is open. */
export async function closeWindow(db: Database, reason: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('windows')
    .set({ closed: now, closed_reason: reason })
    .where('closed', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The window that is open now, full or not. */
export const currentWindow = (db: Database, now: number): Promise<OpenWindow | undefined> =>
  db
    .selectFrom('windows')
    .select(['id', 'until', 'most', 'used'])
    .where('closed', 'is', null)
    .where('until', '>', now)
    .executeTakeFirst()

/** Takes one of the window's places; false when it is full. In the caller's transaction. */
export async function takePlace(db: Database, window: OpenWindow): Promise<boolean> {
  if (window.used >= window.most) return false
  await db
    .updateTable('windows')
    .set({ used: window.used + 1 })
    .where('id', '=', window.id)
    .execute()
  return true
}

/** True when an excess like this is no miscount any more. */
export const isFlood = (excess: number, most: number): boolean => excess > most + FORGIVEN

/** Closes a flooded window and sends those that it confirmed back to wait for a person. */
export async function undoWindow(db: Database, id: number, now: number): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('windows')
      .set({ closed: now, closed_reason: 'flood' })
      .where('id', '=', id)
      .where('closed', 'is', null)
      .execute()
    const back = (reason: 'window' | 'expected') =>
      trx
        .updateTable('installations')
        .set({ state: 'waiting', state_reason: 'window-flooded', state_since: now })
        .where('state', '=', 'confirmed')
        .where('state_reason', '=', reason)
        .returning('id')
    const byWindow = await back('window').where('enrolment_window', '=', id).execute()
    // The shared devices that came through it, and whoever followed on them.
    const source = `window:${id}`
    const followed = await back('expected')
      .where('ephemeral', '=', 1)
      .where(
        sql<boolean>`(directory_id IN (SELECT value FROM expected WHERE kind = 'directory' AND source = ${source})
          OR asset_id IN (SELECT value FROM expected WHERE kind = 'asset' AND source = ${source}))`,
      )
      .execute()
    for (const one of [...byWindow, ...followed]) await unfold(trx, one.id)
    await trx.deleteFrom('expected').where('source', '=', source).execute()
    return byWindow.length + followed.length
  })
}
