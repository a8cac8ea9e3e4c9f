/** For which group a check speaks: where the policy has whoever the device stands for, whatever the device calls itself. */
import type { AgeGroup } from '../../lib/policy/categories.ts'
import { BASELINE_GROUP } from '../../lib/policy/baseline.ts'
import { placeInGroup } from '../../lib/policy/place-in-group.ts'
import type { Context } from '../context.ts'
import { policyInForce } from '../documents/documents.ts'
import { narrowPolicy } from '../documents/narrow.ts'
import { readerOf } from '../documents/reader.ts'
import type { Installation } from '../enrolment/installations.ts'

/** Of a check that is no group's proof. No group of a policy is called so. */
export const NO_GROUP = ''

/** By the policy and the person alone: the managed `group` is what a device says of itself. Without a policy no group is checked. */
export async function placedAs(
  parts: Pick<Context, 'db' | 'vault' | 'people'>,
  installation: Installation,
  now: number,
): Promise<{ readonly group: string; readonly ageGroup: AgeGroup }> {
  const published = await policyInForce(parts)
  if (!published) return { group: NO_GROUP, ageGroup: BASELINE_GROUP.ageGroup }
  const reader = await readerOf(parts, installation, now)
  const person = reader === 'withheld' ? undefined : (reader.person ?? undefined)
  const { name, policy } = placeInGroup(narrowPolicy(published, reader), { person })
  return { group: name, ageGroup: policy.ageGroup }
}
