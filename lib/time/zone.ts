/**
 * Local time in a school's zone, fast: stretches of constant offset are looked up once and kept. By Intl, which
 * every browser brings along: a Temporal library is a tenth of what the worker must read at each start.
 * The caches are pure: they hold nothing but facts of the time-zone database.
 */
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/**
 * Stretch of time, `from` included and `to` not, during which local time is UTC plus `offset` milliseconds. It may
 * end before the offset changes.
 */
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

/** What was looked up in each zone: what the next worker of this browser session need not ask Intl. */
export const knownStretches = (): Readonly<Record<string, readonly Stretch[]>> => Object.fromEntries(known)

/** Takes over what an earlier worker looked up; what this one has looked up itself comes first. */
export function learnStretches(stretches: Readonly<Record<string, readonly Stretch[]>>): void {
  for (const [zone, learned] of Object.entries(stretches))
    known.set(zone, [...(known.get(zone) ?? []), ...learned].slice(0, MOST_KEPT))
}

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

/** The instant of a local time, which is given in epoch milliseconds as if it were UTC. In a zone that nobody knows, UTC. */
export function instantOf(zone: string, local: number): number {
  const offset = (at: number): number => stretchAt(zone, at)?.offset ?? 0
  // Twice: between the time there and the same in UTC the clock may have been changed.
  return local - offset(local - offset(local))
}

/** `12:30`, of minutes after midnight. */
export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** ISO weekday of a day counted from 1 January 1970, which was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

function lookUp(zone: string, at: number): Stretch | null {
  try {
    const clock = clockOf(zone)
    const offset = offsetAt(clock, at)
    return { from: reach(clock, at, -WEEK), to: reach(clock, at, WEEK), offset }
  } catch (error) {
    // An unknown zone or an instant outside the calendar: the caller takes the strictest reading.
    if (error instanceof RangeError) return null
    throw error
  }
}

const WEEK = 7 * DAY
/** How far a stretch is followed at most, in weeks: beyond the farthest of two yearly changes. */
const MOST_WEEKS = 40
const SECOND = 1_000

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  clocks.set(zone, made)
  return made
}

const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/

function offsetAt(clock: Intl.DateTimeFormat, at: number): number {
  const [, sign, hours, minutes, seconds] = OFFSET.exec(clock.format(at)) ?? []
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * SECOND
  return sign === '-' ? -size : size
}

/**
 * The end of the stretch around `at` in the direction of `step`: the change of offset, found to the second, or
 * where the search ended. No zone ever changed twice within a week and back (the test asks them all).
 */
function reach(clock: Intl.DateTimeFormat, at: number, step: number): number {
  const offset = offsetAt(clock, at)
  const start = Math.floor(at / SECOND) * SECOND
  let same = start
  let other = start + step
  for (let weeks = 1; offsetAt(clock, other) === offset; weeks += 1) {
    if (weeks === MOST_WEEKS) return other
    same = other
    other += step
  }
  while (Math.abs(other - same) > SECOND) {
    const middle = Math.floor((same + other) / 2 / SECOND) * SECOND
    if (offsetAt(clock, middle) === offset) same = middle
    else other = middle
  }
  // The later of the two is the first instant of what comes after.
  return Math.max(same, other)
}
