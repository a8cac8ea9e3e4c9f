/** The verdict on a page by what it was seen to be: the school's action for that kind at this moment. */
import { ACTIONS, isPageOnly } from '../policy/categories.ts'
import type { Action } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Finding } from '../policy/finding.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import type { Now } from '../time/now.ts'
import { clauseOf, end, forTarget, remedyFor } from './listed.ts'
import { prepare } from './prepare.ts'
import type { PreparedPolicy } from './prepare.ts'
import type { Reason, Target, Verdict } from './verdict.ts'

/** Why nobody chose a verdict: only there may a finding say something else. */
const NOBODYS: ReadonlySet<Reason['kind']> = new Set(['category', 'unknown-host', 'found', 'carried'])

export const isNobodys = ({ kind }: Reason): boolean => NOBODYS.has(kind)

/**
 * While the time is in doubt the strictest moment counts. What is only suspected is warned about at most, and only where
 * the school would have blocked it. Undefined where nothing is to be done about it.
 */
export function foundVerdict(
  finding: Finding,
  policy: EffectivePolicy,
  now: Now,
  target: Target,
): Verdict | undefined {
  const plain = prepare(policy)
  const all = now.candidates.flatMap((at) => verdictAt(finding, plain, at, target) ?? [])
  return all.toSorted((a, b) => ACTIONS.indexOf(b.action) - ACTIONS.indexOf(a.action))[0]
}

function verdictAt(
  { kind, sureness, evidence }: Finding,
  plain: PreparedPolicy,
  at: number,
  target: Target,
): Verdict | undefined {
  const category = CATEGORY_OF[kind]
  const own = forTarget(plain.momentAt(at).categories[category], target, isPageOnly(category))
  const action = sureness === 'sure' ? own : suspected(own, target)
  if (action === 'allow' || sureness === 'hint') return undefined
  const reason: Reason = { kind: 'found', found: kind, category, sureness, evidence, where: 'page' }
  const clause = clauseOf(plain.policy.categoryClauses[category], plain)
  return { action, reason, remedy: remedyFor(action, category), ...clause, ...end(plain, category, at) }
}

const suspected = (own: Action, target: Target): Action =>
  own === 'block' && target === 'page' ? 'warn' : 'allow'
