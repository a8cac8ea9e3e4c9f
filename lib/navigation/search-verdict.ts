/**
 * The verdict on a search by what is searched for: the school's action for the theme's category at this moment. A search
 * for help is never stopped, and neither is one that only names a theme.
 */
import { type FoundTheme, themesOf } from '../guard/themes/themes-of.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { CATEGORY_OF_THEME } from '../policy/themes.ts'
import type { Now } from '../time/now.ts'
import { asItsCategory, forTarget } from '../verdict/listed.ts'
import { prepare } from '../verdict/prepare.ts'
import { searchTerms } from '../verdict/search.ts'
import { strictest } from '../verdict/stricter.ts'
import type { Reason, Target, Verdict } from '../verdict/verdict.ts'

/** What opens an address so that nothing searched for there closes it: somebody chose it for now, or it must stay open. */
const STAYS: ReadonlySet<Reason['kind']> = new Set(['lifeline', 'needed', 'unblock', 'not-web'])

/** Undefined where the search closes nothing, or the address is no search. */
export function searchVerdict(
  url: string,
  decided: Verdict,
  policy: EffectivePolicy,
  now: Now,
  target: Target,
): Verdict | undefined {
  if (decided.action === 'block' || target === 'resource' || STAYS.has(decided.reason.kind)) return undefined
  const terms = searchTerms(url)
  if (terms === null) return undefined
  const closing = themesOf(terms, policy.ageGroup).filter(
    (found) => isClosing(found) && policy.themes.actions[found.theme] === 'close',
  )
  const all = closing.flatMap((found) => now.candidates.map((at) => verdictAt(found, policy, at, target)))
  const verdict = strictest(all)
  return verdict?.action === 'allow' ? undefined : verdict
}

const isClosing = ({ severity, help }: FoundTheme): boolean => severity !== 'low' && !help

function verdictAt(
  { theme, severity }: FoundTheme,
  policy: EffectivePolicy,
  at: number,
  target: Target,
): Verdict {
  const plain = prepare(policy)
  const category = CATEGORY_OF_THEME[theme]
  const action = forTarget(plain.momentAt(at).categories[category], target, false)
  const reason: Reason = { kind: 'search', theme, severity, category }
  return asItsCategory(category, { action, reason }, plain, at)
}
