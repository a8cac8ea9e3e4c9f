/** How all devices stand that somebody let in. */
import type { Version } from '../../lib/policy/document.ts'
import type { Fleet } from '../../lib/protocol/fleet.ts'
import type { Database } from '../db/open.ts'
import { type Standing, standingOf } from './standing.ts'

/** By the row of `installations`. Throw-away profiles that others have followed are over. */
export async function standingsNow(
  db: Database,
  version: Version | null,
  isConnected: (id: number) => boolean,
  now: number,
): Promise<ReadonlyMap<number, Standing>> {
  const policy = version && { version, published: await publishedAt(db, version) }
  const rows = await db
    .selectFrom('installations')
    .select(['id', 'state', 'state_reason', 'state_since', 'first_seen', 'last_seen', 'last_beat'])
    .select(['went_back', 'forks', 'problems', 'enforcing', 'policy_epoch', 'policy_number'])
    .where('state', 'in', ['confirmed', 'held'])
    .where('follower', 'is', null)
    .execute()
  const found = new Map<number, Standing>()
  for (const row of rows) {
    const standing = standingOf(row, { policy, isConnected: isConnected(row.id), now })
    if (standing) found.set(row.id, standing)
  }
  return found
}

async function publishedAt(db: Database, { epoch, number }: Version): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select('published')
    .where('kind', '=', 'policy')
    .where('epoch', '=', epoch)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return row.published
}

export function countStandings(standings: Iterable<Standing>): Fleet['counts']['standings'] {
  const counts = { enforcing: 0, silent: 0, tampered: 0, 'not-seen': 0 }
  for (const { is } of standings) counts[is] += 1
  return counts
}
