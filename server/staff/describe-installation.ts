/** One installation, as staff see it in the fleet. */
import type { FleetInstallation } from '../../lib/protocol/staff.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import { isConfirmed, sameDevice } from '../enrolment/devices.ts'
import { endingOf } from '../enrolment/endings.ts'
import { type Installation, saysAnother } from '../enrolment/installations.ts'
import { ACTIVE } from '../enrolment/judge.ts'
import { gapsOf } from '../ingest/gaps.ts'
import { earlierOn } from './earlier.ts'
import type { Standing } from './standing.ts'

export async function describeInstallation(
  db: Database,
  row: Installation & { expected: number; ahead: number },
  standing: Standing | null,
  now: number,
): Promise<FleetInstallation> {
  const { unreadable } = await db
    .selectFrom('unreadable')
    .select((e) => e.fn.countAll<number>().as('unreadable'))
    .where('installation', '=', row.id)
    .executeTakeFirstOrThrow()
  const last = await db
    .selectFrom('counted_rows')
    .select('at')
    .where('installation', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const problems = JSON.parse(row.problems) as string[]
  const { directory_id, asset_id } = row
  const later =
    row.ephemeral === 0 && (directory_id || asset_id)
      ? await db
          .selectFrom('installations')
          .select('installation')
          .where('first_seen', '>', row.last_seen)
          .where(isConfirmed)
          .where(sameDevice(row))
          .orderBy('first_seen')
          .executeTakeFirst()
      : undefined
  const isOver = row.ephemeral === 1 && now - row.last_seen > ACTIVE
  const hasPolicy = row.policy_epoch !== null && row.policy_number !== null
  return {
    installation: row.installation,
    state: row.state,
    reason: row.state_reason,
    since: row.state_since,
    directoryId: directory_id,
    assetId: asset_id,
    expected: row.expected === 1,
    contestedWith: row.contested_with,
    replacedBy: later?.installation ?? null,
    platform: row.platform,
    browser: row.browser,
    extension: row.extension,
    ephemeral: row.ephemeral === 1,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    place: row.place,
    policy: hasPolicy ? { epoch: row.policy_epoch ?? 0, number: row.policy_number ?? 0 } : null,
    enforcing: row.enforcing !== null && !problems.some((code) => code.startsWith(RULES_PROBLEM)),
    ahead: row.ahead === 1,
    personChanged: row.state === 'confirmed' && saysAnother(row),
    written: row.written,
    acknowledged: row.acknowledged,
    behindSince: row.behind_since,
    gaps: row.written > row.acknowledged ? await gapsOf(db, row.id) : [],
    unreadable,
    forks: row.forks,
    lastRow: last?.at ?? null,
    ending: row.ending ?? (isOver ? await endingOf(db, row) : null),
    earlier: await earlierOn(db, row, now),
    standing: standing && { is: standing.is, whys: [...standing.whys] },
    problems,
  }
}
