/** How far the first device is that asked with a token: each step as the server itself has seen it. */
import type { FirstDevice } from '../../lib/protocol/rollout.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import { currentVersion } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'

/** Throws a Refusal (404) for a token that there is not. */
export async function firstDevice(db: Database, token: number, now: number): Promise<FirstDevice> {
  const known = await db.selectFrom('tokens').select('id').where('id', '=', token).executeTakeFirst()
  if (!known) throw new Refusal(404, 'not-found', 'There is no such token.')
  const { asked } = await db
    .selectFrom('installations')
    .select((e) => e.fn.countAll<number>().as('asked'))
    .where('token', '=', token)
    .executeTakeFirstOrThrow()
  const row = await db
    .selectFrom('installations')
    .selectAll()
    .where('token', '=', token)
    .orderBy('first_seen')
    .executeTakeFirst()
  if (!row) return { at: now, asked, device: null }
  const policy = await currentVersion(db, 'policy')
  const findings = JSON.parse(row.problems) as string[]
  const holdsPolicy = row.policy_epoch === policy?.epoch && row.policy_number === policy?.number
  const hasRules = row.enforcing !== null && !findings.some((code) => code.startsWith(RULES_PROBLEM))
  return {
    at: now,
    asked,
    device: {
      installation: row.installation,
      directoryId: row.directory_id,
      assetId: row.asset_id,
      browser: row.browser,
      extension: row.extension,
      firstSeen: row.first_seen,
      isConfirmed: row.state === 'confirmed',
      isEnforcing: policy !== undefined && holdsPolicy && hasRules,
      rows: row.acknowledged,
      findings,
      hasBeaten: row.last_beat > 0,
    },
  }
}
