/** What the parts of a policy that depend on the time come to at one instant. */
import { CATEGORY_IDS, isLocked, stricter } from '../policy/categories.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import type { Period } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { HORIZON, holds, nextEdge } from './timetable.ts'

/** The timetable's part: constant from `from` until `to` (not included). */
export interface Moment {
  readonly from: number
  readonly to: number
  readonly categories: Readonly<Record<CategoryId, Action>>
  readonly unknownHosts: Action
  /** The name of the period that set a category's action; absent where the policy itself did. */
  readonly categoryPeriods: Readonly<Partial<Record<CategoryId, string>>>
  readonly unknownPeriod?: string
}

/** True from `from` up to but not including `until`. */
export const isActive = (timed: { from: number; until: number }, at: number): boolean =>
  at >= timed.from && at < timed.until

/**
 * Category actions and the action for unknown hosts at an instant: the policy's own, changed by every period
 * that holds, later periods winning. Locked categories block whatever anybody wrote. When nobody knows the
 * school's time zone no period can be judged, so the strictest of them all counts.
 */
export function momentAt(policy: EffectivePolicy, at: number): Moment {
  const categories = { ...policy.categories }
  const categoryPeriods: Partial<Record<CategoryId, string>> = {}
  let unknown: { action: Action; period?: string } = { action: policy.unknownHosts }
  let zoneKnown = true
  for (const period of policy.timetable) {
    const now = holds(period, policy.timeZone, at)
    if (now === null) zoneKnown = false
    if (now === false) continue
    for (const [id, action] of actionsOf(period)) {
      if (now === null && stricter(categories[id], action) === categories[id]) continue
      categories[id] = action
      categoryPeriods[id] = period.name
    }
    const action = period.unknownHosts
    if (action !== undefined && (now || stricter(unknown.action, action) !== unknown.action))
      unknown = { action, period: period.name }
  }
  for (const id of LOCKED) {
    categories[id] = 'block'
    delete categoryPeriods[id]
  }
  const to = zoneKnown
    ? (nextEdge(policy.timetable, policy.timeZone, at, at + HORIZON) ?? at + HORIZON)
    : Infinity
  const base = { from: at, to, categories, unknownHosts: unknown.action, categoryPeriods }
  return unknown.period === undefined ? base : { ...base, unknownPeriod: unknown.period }
}

/** When the timetable next changes the action of a category, or of unknown hosts; undefined within the horizon. */
export function actionChanges(
  policy: EffectivePolicy,
  what: CategoryId | 'unknown',
  at: number,
): number | undefined {
  const periods = policy.timetable.filter((p) => actionIn(p, what) !== undefined)
  const own = what === 'unknown' ? policy.unknownHosts : policy.categories[what]
  const actionAt = (t: number): Action =>
    periods.reduce((now, p) => (holds(p, policy.timeZone, t) ? (actionIn(p, what) ?? now) : now), own)
  const before = actionAt(at)
  const end = at + HORIZON
  let edge = nextEdge(periods, policy.timeZone, at, end)
  while (edge !== undefined && actionAt(edge) === before) edge = nextEdge(periods, policy.timeZone, edge, end)
  return edge
}

const LOCKED = CATEGORY_IDS.filter(isLocked)

const actionIn = (period: Period, what: CategoryId | 'unknown'): Action | undefined =>
  what === 'unknown' ? period.unknownHosts : period.categories[what]

const actionsOf = (period: Period): [CategoryId, Action][] =>
  Object.entries(period.categories) as [CategoryId, Action][]
