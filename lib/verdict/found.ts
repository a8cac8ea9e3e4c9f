/** The verdict on a page by what it was seen to be: the school's action for that kind at this moment. */
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Finding } from '../policy/finding.ts'
import type { Now } from '../time/now.ts'
import { verdictOfFound } from './listed.ts'
import { prepare } from './prepare.ts'
import type { PreparedPolicy } from './prepare.ts'
import { strictest } from './stricter.ts'
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
  return strictest(now.candidates.flatMap((at) => verdictAt(finding, plain, at, target) ?? []))
}

function verdictAt(
  { kind, sureness, evidence }: Finding,
  plain: PreparedPolicy,
  at: number,
  target: Target,
): Verdict | undefined {
  if (sureness === 'hint') return undefined
  return verdictOfFound({ kind: 'found', found: kind, sureness, evidence, where: 'page' }, plain, at, target)
}
