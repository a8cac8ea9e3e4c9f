/** Installations that ended: who was using them is forgotten first, then that they were there. */
import { sql } from 'kysely'
import type { EnrolmentState } from '../../lib/protocol/wire.ts'
import { KEPT_BESIDE } from './limits.ts'
import type { Database } from '../db/open.ts'
import { type Hold, holdsInForce, isHeld } from '../evidence/holds.ts'
import { dropRows, remove } from './remove-rows.ts'
import type { Steps } from './steps.ts'

interface Candidate {
  readonly id: number
  readonly state: EnrolmentState
  readonly ephemeral: number
  readonly unfinished: number
  readonly last_seen: number
  readonly person: number | null
  readonly words: number
  /** It names a device that others can follow on. */
  readonly device: number
  /** Another throw-away profile followed on the same device. */
  readonly followed: number
  /** Rows that say something; without those that only say that it was there. */
  readonly says: number
  readonly rows: number
}

/** What says no more of a profile that is over than that it was there. */
const THERE = sql`('start', 'stop', 'policy', 'expired')`

/** Forgets installations that are silent and have no rows left. Returns how many. */
export async function forgetInstallations(steps: Steps, now: number): Promise<number> {
  let forgotten = 0
  let last = 0
  await steps.repeat(async (trx, size) => {
    // A page of all of them, not only of those that match: looking for a rare match is a long read.
    const page = await sql<Candidate>`
      SELECT id, state, ephemeral, written > acknowledged AS unfinished, last_seen, person,
        problem_words IS NOT NULL AS words, coalesce(directory_id, asset_id) IS NOT NULL AS device,
        follower IS NOT NULL AS followed,
        EXISTS (SELECT 1 FROM rows WHERE rows.installation = installations.id AND kind NOT IN ${THERE}) AS says,
        EXISTS (SELECT 1 FROM rows WHERE rows.installation = installations.id AND kind != 'expired') AS rows
      FROM installations WHERE id > ${last} ORDER BY id LIMIT ${size}`.execute(trx)
    const holds = await holdsInForce(trx, now)
    for (const one of page.rows) {
      const silent = now - one.last_seen
      if (silent > keptFor(one) && !(isOver(one) ? one.says : one.rows)) {
        if (await forget(trx, { id: one.id, size, holds, now })) forgotten += 1
      } else if (silent > KEPT_BESIDE.lastPerson && (one.person !== null || one.words)) {
        const nobody = { person: null, person_from: null, problem_words: null }
        await trx.updateTable('installations').set(nobody).where('id', '=', one.id).execute()
      }
    }
    last = page.rows.at(-1)?.id ?? last
    return page.rows.length === size
  })
  return forgotten
}

interface Forgetting {
  readonly id: number
  readonly size: number
  readonly holds: readonly Hold[]
  readonly now: number
}

/** Deletes an installation and what is left of its rows; false when those are held, or more than one step may delete. */
async function forget(trx: Database, { id, size, holds, now }: Forgetting): Promise<boolean> {
  const rows = await trx
    .selectFrom('rows')
    .select(['installation', 'seq', 'kind', 'at', 'person'])
    .where('installation', '=', id)
    .orderBy('seq')
    .limit(size)
    .execute()
  if (rows.some((row) => isHeld(holds, row))) return false
  await remove(
    trx,
    rows.filter(({ kind }) => kind !== 'expired'),
    { reason: 'kept', now },
  )
  await dropRows(
    trx,
    rows.filter(({ kind }) => kind === 'expired'),
  )
  const left = await trx.selectFrom('rows').select('seq').where('installation', '=', id).executeTakeFirst()
  if (left) return false
  await trx.deleteFrom('lost').where('installation', '=', id).execute()
  await trx.deleteFrom('installations').where('id', '=', id).execute()
  return true
}

/**
 * A throw-away profile whose rows are all here, and that cannot come back. The last one of a device stays as long as
 * any other: without it, a stranger who asks after the holidays would be the first on that device.
 */
const isOver = ({ state, ephemeral, unfinished, device, followed }: Candidate): boolean =>
  state === 'confirmed' && ephemeral === 1 && !unfinished && (followed === 1 || device === 0)

/** That rows of a throw-away profile are missing is worth knowing for longer. */
const keptFor = (one: Candidate): number =>
  one.state === 'waiting' || isOver(one) ? KEPT_BESIDE.endedInstallation : KEPT_BESIDE.silentInstallation
