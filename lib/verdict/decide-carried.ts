/** The verdict where an index stands beside the lists that the browser's rules are made of. */
import type { CategoryLists } from '../lists/lists.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { decide, stricterVerdict } from './decide.ts'
import type { Target, Verdict } from './verdict.ts'

/** What only the index knows opens nothing: where the lists alone leave an address open, they must without it too. */
export function decideCarried(
  url: string,
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
  target: Target,
): Verdict {
  const decided = decide(url, policy, lists, now, target)
  if (lists.base === undefined || decided.action === 'block') return decided
  return stricterVerdict(decided, decide(url, policy, lists.base, now, target))
}
