/** The last steps: what was found, what the lists say of a host, and what holds for hosts that no list knows. */
import { ACTIONS, isPageOnly, isSafeguarding, severityOf } from '../policy/categories.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import type { PreparedPolicy } from './prepare.ts'
import type { Reason, Remedy, Target, Verdict } from './verdict.ts'

/** The strictest action of all the host's categories; of those that have it, the most severe is named. */
export function categoryVerdict(
  categories: ReadonlySet<CategoryId>,
  plain: PreparedPolicy,
  at: number,
  target: Target,
): Verdict | undefined {
  if (categories.size === 0) return undefined
  const moment = plain.momentAt(at)
  let named: CategoryId | undefined
  let action: Action = 'allow'
  for (const id of categories) {
    const own = forTarget(moment.categories[id], target, isPageOnly(id))
    const rank = ACTIONS.indexOf(own) - ACTIONS.indexOf(action)
    if (named === undefined || rank > 0 || (rank === 0 && severityOf(id) < severityOf(named))) {
      named = id
      action = own
    }
  }
  if (named === undefined) return undefined
  const period = moment.categoryPeriods[named]
  const reason: Reason = { kind: 'category', category: named, ...(period === undefined ? {} : { period }) }
  return asItsCategory(named, { action, reason }, plain, at)
}

/** What holds for hosts that nothing names. */
export function unknownHost(plain: PreparedPolicy, at: number, target: Target): Verdict {
  const { policy } = plain
  const moment = policy.timetable.length === 0 ? undefined : plain.momentAt(at)
  const action = forTarget(moment?.unknownHosts ?? policy.unknownHosts, target, true)
  const period = moment?.unknownPeriod
  const reason: Reason = { kind: 'unknown-host', ...(period === undefined ? {} : { period }) }
  return { action, reason, remedy: remedyFor(action), ...end(plain, 'unknown', at) }
}

/** What the school does at one moment about something that was found; undefined where that is nothing. */
export function verdictOfFound(
  found: Omit<Extract<Reason, { kind: 'found' }>, 'category'>,
  plain: PreparedPolicy,
  at: number,
  target: Target,
): Verdict | undefined {
  const category = CATEGORY_OF[found.found]
  const own = forTarget(plain.momentAt(at).categories[category], target, isPageOnly(category))
  const action = found.sureness === 'sure' ? own : suspected(own, target)
  if (action === 'allow') return undefined
  return asItsCategory(category, { action, reason: { ...found, category } }, plain, at)
}

/** What is done because of a category at one moment, with what a pupil can do about it, its clause and its end. */
export const asItsCategory = (
  category: CategoryId,
  done: Pick<Verdict, 'action' | 'reason'>,
  plain: PreparedPolicy,
  at: number,
): Verdict => ({
  ...done,
  remedy: remedyFor(done.action, category),
  ...clauseOf(plain.policy.categoryClauses[category], plain),
  ...end(plain, category, at),
})

const suspected = (own: Action, target: Target): Action =>
  own === 'block' && target === 'page' ? 'warn' : 'allow'

/**
 * A warning asks before a pupil goes somewhere: only a page can be warned about. A part of a permitted page is also
 * not judged by categories that only pages and frames can have.
 */
export const forTarget = (action: Action, target: Target, pageOnly: boolean): Action => {
  if (target === 'page') return action
  return action === 'warn' || (pageOnly && target === 'resource') ? 'allow' : action
}

/** What a pupil can do about an action. */
function remedyFor(action: Action, category?: CategoryId): Remedy {
  if (action === 'allow') return 'none'
  if (action === 'warn') return 'continue'
  return category !== undefined && isSafeguarding(category) ? 'tell' : 'ask'
}

/** When the timetable next changes what holds for a category, or for unknown hosts. */
function end(plain: PreparedPolicy, what: CategoryId | 'unknown', at: number): { until?: number } {
  const until = plain.actionChanges(what, at)
  return until === undefined ? {} : { until }
}

/** The sentence of the agreement behind a rule. */
export function clauseOf(id: string | undefined, plain: PreparedPolicy): { clause?: string } {
  const { clauses } = plain.policy
  return id !== undefined && Object.hasOwn(clauses, id) ? { clause: clauses[id] ?? '' } : {}
}
