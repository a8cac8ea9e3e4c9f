/**
 * One installation on two live connections: a profile folder that was copied holds the device key. A device that comes
 * back leaves a dead connection behind, which answers no ping; two that both answer are two browsers.
 */
import { CLOSED } from '../../lib/protocol/live.ts'
import type { Context } from '../context.ts'
import { unfold } from '../enrolment/endings.ts'
import type { Connection } from './connection.ts'

/** Milliseconds. */
const ANSWERS_WITHIN = 3_000

/** Holds the installation back, until somebody has looked, when both ends are alive; else the older one is let go. */
export async function holdIfTwo(
  { db, live }: Pick<Context, 'db' | 'live'>,
  before: Connection,
  now: Connection,
): Promise<void> {
  const alive = await Promise.all([before.answers(ANSWERS_WITHIN), now.answers(ANSWERS_WITHIN)])
  if (!alive.every(Boolean)) return before.close(CLOSED.replaced)
  await db
    .updateTable('installations')
    .set({ state: 'held', state_reason: 'two-at-once', state_since: Date.now(), contested_with: null })
    .where('id', '=', now.id)
    .where('state', '=', 'confirmed')
    .execute()
  await unfold(db, now.id)
  before.close(CLOSED.notConfirmed)
  live.hub.recheck(now.id)
}
