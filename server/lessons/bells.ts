/** When the school's bells ring: the ends of the periods in its timetables. */
import type { Period, PolicyDocument } from '../../lib/policy/document.ts'
import { DAY, stretchAt } from '../../lib/time/zone.ts'
import { holds, nextEdge } from '../../lib/verdict/timetable.ts'

/**
 * The ends, still to come today, of periods that hold at school, in any group's timetable: epoch milliseconds, each
 * once, the earliest first. None in a zone that nobody knows. A period that ends at midnight has no bell.
 */
export function bellsOf({ groups, timeZone }: PolicyDocument, now: number): number[] {
  const today = dayOf(timeZone, now)
  if (today === undefined) return []
  const periods = Object.values(groups).flatMap(({ timetable }) =>
    timetable.filter(({ place }) => place !== 'away'),
  )
  // A school gives many groups the same times.
  const distinct = new Map(periods.map((period) => [JSON.stringify(period.hours), period]))
  const bells = new Set([...distinct.values()].flatMap((period) => endsOf(period, timeZone, now, today)))
  return [...bells].sort((a, b) => a - b)
}

/** Usually one; two where the clocks repeat an hour. */
function endsOf(period: Period, zone: string, now: number, today: number): number[] {
  const ends: number[] = []
  const horizon = now + DAY
  for (let at = nextEdge([period], zone, now, horizon); at !== undefined && dayOf(zone, at) === today;) {
    if (holds(period, zone, at) === false) ends.push(at)
    at = nextEdge([period], zone, at, horizon)
  }
  return ends
}

/** The school's day, counted from 1 January 1970. */
function dayOf(zone: string, at: number): number | undefined {
  const stretch = stretchAt(zone, at)
  return stretch === null ? undefined : Math.floor((at + stretch.offset) / DAY)
}
