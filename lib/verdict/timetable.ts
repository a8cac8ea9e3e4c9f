/**
 * Which periods hold at an instant and when that changes. A period holds while the school's wall clock stands in
 * its hours, so an hour that the clocks skip is not held and one that they repeat is held twice.
 */
import type { Hours } from '../policy/document.ts'
import { DAY, MINUTE, localTime, stretchAt, weekdayOf } from '../time/zone.ts'

/** Anything that holds in certain hours. */
interface Timed {
  readonly hours: Hours
}

/** How far ahead changes are looked for: every weekly period recurs within it. */
export const HORIZON = 8 * DAY

/** True when the period holds at the instant; null when nobody knows the zone. */
export function holds(period: Timed, zone: string, at: number): boolean | null {
  const stretch = stretchAt(zone, at)
  if (stretch === null) return null
  const { weekday, minute } = localTime(stretch, at)
  const { days, from, to } = period.hours
  return minute >= from && minute < to && days.includes(weekday)
}

/** The first instant after `at` and before `end` at which one of the periods starts or stops holding. */
export function nextEdge(
  periods: readonly Timed[],
  zone: string,
  at: number,
  end: number,
): number | undefined {
  let first: number | undefined
  for (const period of periods) {
    const edge = nextToggle(period, zone, at, first ?? end)
    if (edge !== undefined) first = edge
  }
  return first
}

function nextToggle(period: Timed, zone: string, at: number, end: number): number | undefined {
  for (let cursor = at; cursor < end;) {
    const stretch = stretchAt(zone, cursor)
    if (stretch === null) return undefined
    const stop = Math.min(stretch.to, end)
    const lastDay = Math.floor((stop + stretch.offset) / DAY)
    for (let day = Math.floor((cursor + stretch.offset) / DAY); day <= lastDay; day += 1) {
      if (!period.hours.days.includes(weekdayOf(day))) continue
      for (const minute of [period.hours.from, period.hours.to]) {
        const edge = day * DAY + minute * MINUTE - stretch.offset
        if (edge > at && edge >= cursor && edge < stop && toggles(period, zone, edge)) return edge
      }
    }
    if (stop < end && toggles(period, zone, stop)) return stop
    cursor = stop
  }
  return undefined
}

const toggles = (period: Timed, zone: string, at: number): boolean =>
  holds(period, zone, at) !== holds(period, zone, at - 1)
