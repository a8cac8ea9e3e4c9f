/** When a verdict may change although neither the policy nor the lists do. */
import { yearTurn } from '../agreement/missing.ts'
import type { Hours } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { beginning } from './lesson.ts'
import { HORIZON, nextEdge } from './timetable.ts'

/**
 * The next instant (on the line of `now.at`) at which time alone may change a verdict: a period's edge in the
 * school's time zone, the start or end of an unblock, a suspension or a lesson and of the hours
 * for them, the end of a quarantine or of what was cleared of one, a new school year. Undefined when there is none within eight
 * days. While the time is in doubt the first change on any of its lines counts.
 */
export function nextChange(policy: EffectivePolicy, now: Now): number | undefined {
  const waits = now.candidates.map((at) => changeAfter(policy, at) - at).filter((wait) => wait <= HORIZON)
  return waits.length === 0 ? undefined : now.at + Math.min(...waits)
}

/** The next change on one line of time, or Infinity. */
function changeAfter(policy: EffectivePolicy, at: number): number {
  const edges = [
    ...policy.unblocks,
    ...policy.suspensions,
    ...policy.lessons.map((lesson) => ({ from: beginning(lesson), until: lesson.until })),
  ].flatMap(({ from, until }) => [from, until])
  edges.push(...policy.quarantine.map(({ until }) => until))
  edges.push(...policy.cleared.map(({ until }) => until ?? Infinity))
  const soonest = Math.min(...edges.filter((edge) => edge > at), Infinity)
  const edge = (hours: readonly { readonly hours: Hours }[]): number =>
    nextEdge(hours, policy.timeZone, at, at + HORIZON) ?? Infinity
  const lessons = policy.lessons.length === 0 ? [] : policy.lessonHours.map((hours) => ({ hours }))
  const { agreement } = policy
  const turn = agreement === undefined ? Infinity : yearTurn(agreement, policy.timeZone, at)
  return Math.min(soonest, edge(policy.timetable), edge(lessons), turn)
}
