/** A check of a group that only the device says: somebody who knows the device counts it, on record with their name. */
import { countsOf, type Tried } from '../../lib/protocol/self-check.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { policyInForce } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { NO_GROUP } from './placed.ts'

/** Refuses (404) a check that is none, (409) one that needs nobody's word or of whose group the policy knows nothing. */
export async function countCheck(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  id: number,
  actor: string,
): Promise<void> {
  const policy = await policyInForce({ db, vault })
  await db.transaction().execute(async (trx) => {
    const check = await trx
      .selectFrom('self_checks')
      .select(['policy_group', 'claimed', 'results'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!check) throw new Refusal(404, 'not-found', 'There is no such check.')
    const { policy_group, claimed, results } = check
    const groups = policy?.groups ?? {}
    const group = claimed !== null && Object.hasOwn(groups, claimed) ? groups[claimed] : undefined
    if (policy_group !== NO_GROUP || claimed === null || !group)
      throw new Refusal(409, 'state', 'This check counts already, or the policy has no such group.')
    const { failed, unsure, opened } = countsOf(JSON.parse(results) as Tried[], group.ageGroup)
    await trx
      .updateTable('self_checks')
      .set({
        policy_group: claimed,
        age_group: group.ageGroup,
        // Counting takes no failure back that was told of.
        failed: (e) => e.fn('max', ['failed', e.val(failed)]),
        unsure: unsure + opened,
      })
      .where('id', '=', id)
      .execute()
    await note(trx, actor, 'self-check-count', `${id} as ${claimed}`)
  })
}
