/** Of two verdicts on one address the one that counts. */
import { ACTIONS } from '../policy/categories.ts'
import type { Verdict } from './verdict.ts'

/** The strictest of several, as `stricterVerdict` says; undefined of none. */
export const strictest = (all: readonly Verdict[]): Verdict | undefined =>
  all.reduce<Verdict | undefined>((a, b) => (a === undefined ? b : stricterVerdict(a, b)), undefined)

/**
 * The stricter of two verdicts on one address, the first on a tie. What is stopped stays stopped until the later
 * end and what is allowed lasts until the earlier; no end is the latest of all.
 */
export function stricterVerdict(a: Verdict, b: Verdict): Verdict {
  const rank = ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action)
  if (rank !== 0) return rank > 0 ? a : b
  const pick = a.action === 'allow' ? Math.min : Math.max
  const until = pick(a.until ?? Infinity, b.until ?? Infinity)
  const { until: _, ...rest } = a
  return until === Infinity ? rest : { ...rest, until }
}
