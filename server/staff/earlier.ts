/** A shared device stands in the fleet once: the throw-away profiles before its last one are counted there. */
import { sql } from 'kysely'
import type { Ending, FleetInstallation } from '../../lib/protocol/staff.ts'
import type { Database } from '../db/open.ts'
import { sameDevice } from '../enrolment/devices.ts'
import type { Installation } from '../enrolment/installations.ts'

/** Over this time they are counted. Milliseconds. */
const EARLIER = 30 * 86_400_000

/** How the throw-away profiles before this one ended. */
export async function earlierOn(
  db: Database,
  row: Installation,
  now: number,
): Promise<FleetInstallation['earlier']> {
  if (row.ephemeral === 0 || (!row.directory_id && !row.asset_id)) return null
  const ended = (ending: Ending) => sql<number>`coalesce(sum(ending = ${ending}), 0)`
  return db
    .selectFrom('installations')
    .select([
      ended('finished').as('finished'),
      ended('unsaid').as('unsaid'),
      ended('cut-off').as('cutOff'),
      sql<number>`coalesce(sum(CASE ending WHEN 'cut-off' THEN written - acknowledged END), 0)`.as(
        'rowsCutOff',
      ),
    ])
    .where('follower', 'is not', null)
    .where('first_seen', '<=', row.first_seen)
    .where('last_seen', '>', now - EARLIER)
    .where('id', '!=', row.id)
    .where(sameDevice(row))
    .executeTakeFirstOrThrow()
}
