/** What a page was judged to be, beside what the lists say of its host: no picture of it may be taken by mistake. */
import type { CategoryId } from '../policy/categories.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import type { Quarantined } from '../policy/quarantine.ts'
import { categoryIn } from './reasons.ts'
import type { Reason } from './verdict.ts'

/**
 * @param reason of the verdict on it: a warning that was continued past keeps its reason
 * @param hosts the page's, and those that it stands under
 * @param quarantine what was found before at hosts, whoever opened them since
 */
export function judgedAs(
  reason: Reason,
  hosts: readonly string[],
  quarantine: readonly Quarantined[],
): CategoryId[] {
  const before = quarantine.filter(({ host }) => hosts.includes(host)).map(({ found }) => CATEGORY_OF[found])
  const now = categoryIn(reason)
  return [...new Set([...(now === undefined ? [] : [now]), ...before])]
}
