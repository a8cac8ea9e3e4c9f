/** Which group of the server's policy somebody is in. */
import {
  ACTIONS,
  AGE_GROUPS,
  CATEGORY_IDS,
  defaultActions,
  type Action,
  type CategoryId,
} from './categories.ts'
import { BASELINE_GROUP } from './baseline.ts'
import type { GroupPolicy, PolicyDocument } from './document.ts'

export interface Who {
  /** A group that is known already: the managed `group`, or one that a preview asks about. */
  readonly group?: string | undefined
  /** E-mail of the signed-in profile, or the name that management gives. */
  readonly person?: string | undefined
}

export interface Placed {
  readonly name: string
  readonly policy: GroupPolicy
  /** The group that was asked for and that the policy does not have. */
  readonly missing?: string
}

/**
 * The group by name, else by the person's rule, else the default one. A missing one falls to the strictest there is,
 * and so does somebody about whom the document says nothing because the server did not know that they would read it.
 */
export function placeInGroup(document: PolicyDocument, who: Who): Placed {
  const person = who.person?.toLowerCase()
  const byPerson = person === undefined ? undefined : own(document.people, person)
  const wanted = who.group ?? byPerson ?? (isSilent(document, person) ? undefined : document.defaultGroup)
  if (wanted === undefined) return strictest(document)
  const policy = own(document.groups, wanted)
  if (policy !== undefined) return { name: wanted, policy }
  return { ...strictest(document), missing: wanted }
}

/** Nothing may be made of a person's not being named. */
function isSilent({ narrowed, people, suspensions, unblocks }: PolicyDocument, person?: string): boolean {
  if (narrowed !== 'reader') return narrowed === 'withheld'
  const spokenOf = [
    ...Object.keys(people),
    ...suspensions.map((one) => one.person),
    ...unblocks.flatMap(({ forPerson }) => forPerson ?? []),
  ].map((name) => name.trim().toLowerCase())
  return spokenOf.length > 0 && (person === undefined || !spokenOf.includes(person))
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

function strictest(document: PolicyDocument): { name: string; policy: GroupPolicy } {
  const [first] = Object.entries(document.groups).sort(
    ([a, one], [b, other]) => strictness(other) - strictness(one) || (a < b ? -1 : 1),
  )
  return first === undefined
    ? { name: 'baseline', policy: BASELINE_GROUP }
    : { name: first[0], policy: first[1] }
}

/** Unknown sites weigh most, then what the categories do, then how young the group is. */
function strictness(group: GroupPolicy): number {
  const actions = Object.values(actionsOf(group)).reduce((sum, action) => sum + ACTIONS.indexOf(action), 0)
  const most = CATEGORY_IDS.length * (ACTIONS.length - 1) + 1
  const youth =
    group.ageGroup === 'guest' ? AGE_GROUPS.length : AGE_GROUPS.length - AGE_GROUPS.indexOf(group.ageGroup)
  return (ACTIONS.indexOf(group.unknownHosts) * most + actions) * (AGE_GROUPS.length + 1) + youth
}

/** The age group's defaults with the group's changes. */
export const actionsOf = (
  group: Pick<GroupPolicy, 'ageGroup' | 'categories'>,
): Record<CategoryId, Action> => ({
  ...defaultActions(group.ageGroup),
  ...group.categories,
})
