/** Times of concerns: how finely they are kept, and when one has waited too long. */
import { CONCERN_TIMES } from '../../lib/policy/concerns.ts'
import type { ConcernTimes } from '../../lib/policy/document.ts'
import { HOUR, MINUTE } from '../../lib/time/zone.ts'
import { holds, nextEdge } from '../../lib/verdict/timetable.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'

type Timed = Pick<ConcernsTable, 'today' | 'unnamed'>

export const hourOf = (at: number): number => Math.floor(at / HOUR) * HOUR

/** The minute would say who was at a computer then. */
const isRounded = ({ today, unnamed }: Timed): boolean => unnamed === 1 && today === 0

/** A time of this concern, as finely as it may be kept. */
export const keptTime = (concern: Timed, at: number): number => (isRounded(concern) ? hourOf(at) : at)

/** A rounded time stands for the end of its hour: nobody is told too early that a concern was left alone. */
const endOf = (concern: Timed, at: number): number => at + (isRounded(concern) ? HOUR : 0)

/** How much of the time between two instants lay in the hours, milliseconds. In a zone that nobody knows, all of it. */
export function timeWithin(
  { hours }: Pick<ConcernTimes, 'hours'>,
  zone: string,
  from: number,
  to: number,
): number {
  const periods = hours.map((one) => ({ hours: one }))
  let sum = 0
  for (let cursor = from; cursor < to;) {
    const edge = Math.min(nextEdge(periods, zone, cursor, to) ?? to, to)
    const at = cursor
    if (periods.some((period) => holds(period, zone, at) !== false)) sum += edge - cursor
    cursor = edge
  }
  return sum
}

/**
 * Whether nobody opened it, or what was added to it, in the set time, since it came or its readers were last told again. Help that is needed
 * today waits at any hour, the rest only while the team reads.
 */
export function isOverdue(
  concern: Timed & Pick<ConcernsTable, 'waits' | 'told'>,
  { times = CONCERN_TIMES, zone }: { readonly times?: ConcernTimes | undefined; readonly zone: string },
  now: number,
): boolean {
  if (concern.waits === null) return false
  const from = endOf(concern, concern.waits)
  const waited = concern.today === 1 ? now - from : timeWithin(times, zone, from, now)
  return waited >= times.openWithin * MINUTE * (concern.told + 1)
}
