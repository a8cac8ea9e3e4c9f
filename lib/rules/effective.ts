/**
 * What of a policy holds at a time, for compiling. While the time is in doubt each part is the strictest of all
 * candidate times, so rules may then be stricter than `decide` and never milder.
 */
import { closesAt } from '../agreement/missing.ts'
import { openHosts } from '../policy/agreed.ts'
import { CATEGORY_IDS, stricter } from '../policy/categories.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import type { Suspension, Unblock } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { isActive, momentAt } from '../verdict/moment.ts'

export interface InForce {
  readonly categories: Readonly<Record<CategoryId, Action>>
  readonly unknownHosts: Action
  /** Active at every candidate time. */
  readonly unblocks: readonly Unblock[]
  /** Active at any candidate time. */
  readonly suspensions: readonly Suspension[]
  /** All that is open when something is missing of the agreement at any candidate time. */
  readonly unagreed?: ReturnType<typeof openHosts>
}

export function inForce(policy: EffectivePolicy, now: Now): InForce {
  const moments = now.candidates.map((at) => momentAt(policy, at))
  const strictest = (actions: readonly Action[]) => actions.reduce(stricter, 'allow')
  const isUnagreed = now.candidates.some((at) => closesAt(policy, at) !== undefined)
  const categories = CATEGORY_IDS.map((id) => [id, strictest(moments.map((m) => m.categories[id]))])
  return {
    categories: Object.fromEntries(categories) as Record<CategoryId, Action>,
    unknownHosts: strictest(moments.map((m) => m.unknownHosts)),
    unblocks: policy.unblocks.filter((u) => now.candidates.every((at) => isActive(u, at))),
    suspensions: policy.suspensions.filter((s) => now.candidates.some((at) => isActive(s, at))),
    ...(isUnagreed && policy.agreement && { unagreed: openHosts(policy.agreement) }),
  }
}

/** A short text that changes exactly when time changes what is in force: one letter a category, then indices. */
export function timeMark(policy: EffectivePolicy, force: InForce): string {
  const letters = CATEGORY_IDS.map((id) => force.categories[id][0]).join('')
  const unblocks = force.unblocks.map((u) => policy.unblocks.indexOf(u)).join('.')
  const suspensions = force.suspensions.map((s) => policy.suspensions.indexOf(s)).join('.')
  return `${letters}${force.unknownHosts[0]}-u${unblocks}-s${suspensions}${force.unagreed ? '-a' : ''}`
}
