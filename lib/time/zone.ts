/**
 * Local time in a school's zone, fast: stretches of constant offset are looked up once with Temporal and kept.
 * The cache is pure: it holds nothing but facts of the time-zone database.
 */
import { Temporal } from 'temporal-polyfill'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Stretch of time, `from` included and `to` not, during which local time is UTC plus `offset` milliseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly offset: number
}

/** Wall-clock reading: ISO weekday (1 is Monday) and minutes after local midnight. */
export interface LocalTime {
  readonly weekday: number
  readonly minute: number
}

const MOST_KEPT = 32
const known = new Map<string, Stretch[]>()

/** The stretch that holds an instant (epoch milliseconds), or null when nobody knows the zone. */
export function stretchAt(zone: string, at: number): Stretch | null {
  const kept = known.get(zone)
  if (kept !== undefined) {
    for (const stretch of kept) if (at >= stretch.from && at < stretch.to) return stretch
  }
  const found = lookUp(zone, at)
  if (found !== null) {
    if (kept === undefined) known.set(zone, [found])
    else if (kept.unshift(found) > MOST_KEPT) kept.pop()
  }
  return found
}

/** Weekday and minute of an instant within its stretch. */
export function localTime(stretch: Stretch, at: number): LocalTime {
  const local = at + stretch.offset
  const day = Math.floor(local / DAY)
  return { weekday: weekdayOf(day), minute: Math.floor((local - day * DAY) / MINUTE) }
}

/** ISO weekday of a day counted from 1 January 1970, which was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** True when the time-zone database knows the name. */
export const isTimeZone = (zone: string): boolean => stretchAt(zone, 0) !== null

function lookUp(zone: string, at: number): Stretch | null {
  try {
    const there = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone)
    const next = there.getTimeZoneTransition('next')
    // `previous` looks strictly before, and the instant itself may be a transition.
    const previous = there.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
    return {
      from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: there.offsetNanoseconds / 1_000_000,
    }
  } catch (error) {
    // An unknown zone or an instant outside the calendar: the caller takes the strictest reading.
    if (error instanceof RangeError) return null
    throw error
  }
}
