/** Whether somebody is a member of staff: of what adults look up no alert is made, as nobody looks at their record here. */
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { Context } from '../context.ts'
import { isStaff } from '../record/find-pupils.ts'

type Parts = Pick<Context, 'db' | 'people'>

/** By their account, or by the group that the policy places them in. */
export async function isOfStaff(
  { db, people }: Parts,
  policy: PolicyDocument | undefined,
  person: number,
): Promise<boolean> {
  if (await isStaff(db, person)) return true
  const name = await people.nameOf(db, person)
  if (!policy || name === null) return false
  const group = policy.people[name.trim().toLowerCase()]
  return group !== undefined && policy.groups[group]?.ageGroup === 'staff'
}
