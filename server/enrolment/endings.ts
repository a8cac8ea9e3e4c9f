/**
 * How throw-away profiles end. On a shared device each sign-in is an installation of its own, and none says for sure
 * that it is over: the next one on the same device does. Then the earlier one folds into the device, with how it ended.
 */
import { sql } from 'kysely'
import type { Ending } from '../../lib/protocol/staff.ts'
import type { Database } from '../db/open.ts'
import { isConfirmed, sameDevice } from './devices.ts'
import type { Installation } from './installations.ts'
import { PASSED_BY, SILENCE } from './judge.ts'

/** A sign-in asks seconds after it began; what an earlier one said until then was still on its way. Milliseconds. */
export const ON_ITS_WAY = SILENCE / 3

type Counted = Pick<Installation, 'id' | 'written' | 'acknowledged'>

/**
 * How it ended, or would have if it were over now. `finished`: it said that its last window was closing, and all is
 * here. `unsaid`: all that it spoke of is here, but it was gone without a word, so its last seconds may be missing.
 * `cut-off`: it had written rows that never came. Null: too long ago to say.
 */
export async function endingOf(db: Database, { id, written, acknowledged }: Counted): Promise<Ending | null> {
  if (written > acknowledged) return 'cut-off'
  // How long the last page was open may be written a moment after the closing itself.
  const last = await db
    .selectFrom('rows')
    .select('kind')
    .where('installation', '=', id)
    .where('kind', '!=', 'stay')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.kind === 'stop') return 'finished'
  return written > 0 && (!last || last.kind === 'expired') ? null : 'unsaid'
}

/** This installation was confirmed: earlier throw-away profiles of its device are over. In the caller's transaction. */
export async function foldEarlier(db: Database, id: number): Promise<void> {
  const own = await db.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (own.ephemeral === 0 || (!own.directory_id && !own.asset_id)) return
  await countPassedBy(db, own)
  const earlier = await db
    .selectFrom('installations')
    .select(['id', 'written', 'acknowledged'])
    .where(isConfirmed)
    .where('ephemeral', '=', 1)
    .where('follower', 'is', null)
    .where('id', '!=', id)
    .where('first_seen', '<=', own.first_seen)
    .where('last_seen', '<=', own.first_seen + ON_ITS_WAY)
    .where(sameDevice(own))
    .execute()
  for (const one of earlier) {
    const ending = (await endingOf(db, one)) ?? 'unsaid'
    await db.updateTable('installations').set({ follower: id, ending }).where('id', '=', one.id).execute()
  }
}

/** This installation is confirmed no more: nothing has followed those that it had followed. */
export async function unfold(db: Database, id: number): Promise<void> {
  const own = await db
    .selectFrom('installations')
    .select(['directory_id', 'asset_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('installations')
    .set({ follower: null, ending: null })
    .where('follower', '=', id)
    .where(sameDevice(own))
    .execute()
}

/**
 * A sign-in that was over before the one ahead of it had been silent for long enough waits for nobody any more. Its
 * rows count, if nothing older spoke again while it was there; itself is judged when it should speak after all.
 */
async function countPassedBy(db: Database, own: Installation): Promise<void> {
  const passed = await db
    .selectFrom('installations')
    .selectAll()
    .where(sql<boolean>`+state = 'waiting'`)
    .where('state_reason', '=', PASSED_BY)
    .where('ephemeral', '=', 1)
    .where('place', '=', 'on-site')
    .where('last_seen', '<=', own.first_seen + ON_ITS_WAY)
    .where(sameDevice(own))
    .execute()
  for (const one of passed) {
    const older = await db
      .selectFrom('installations')
      .select('id')
      .where(isConfirmed)
      .where('first_seen', '<=', one.first_seen)
      .where('last_seen', '>', one.first_seen + ON_ITS_WAY)
      .where(sameDevice(own))
      .executeTakeFirst()
    if (older) continue
    await db
      .updateTable('installations')
      .set({ state: 'confirmed', state_since: own.first_seen, contested_with: null })
      // As wherever one is confirmed: by that the database counts what its person agreed to.
      .set({ settled_person: (e) => e.ref('person') })
      .where('id', '=', one.id)
      .execute()
  }
}
