/** Days on the school's clock. In a zone that nobody knows, those of UTC. */
import { DAY, instantOf, stretchAt } from '../../lib/time/zone.ts'

/** The last local midnight before an instant. */
export function midnight(zone: string, at: number): number {
  const offset = stretchAt(zone, at)?.offset ?? 0
  const local = Math.floor((at + offset) / DAY) * DAY
  return local - (stretchAt(zone, local - offset)?.offset ?? offset)
}

/** The local midnight with which the last so many days began, today among them. */
export const startOfDays = (zone: string, at: number, days: number): number => {
  // From the middle of the day: a clock that was changed in between takes or adds an hour.
  const noon = midnight(zone, at) + DAY / 2
  return midnight(zone, noon - (days - 1) * DAY)
}

/** The day of an instant, as 2026-11-24. */
export const dayOf = (zone: string, at: number): string =>
  new Date(at + (stretchAt(zone, at)?.offset ?? 0)).toISOString().slice(0, 10)

/** From when to when, epoch milliseconds; `until` is not included. */
export interface Times {
  readonly since: number
  readonly until: number
}

/** The times of a first and a last day, such as 2026-11-24; without one, from the first or to the last that there is. */
export function daysAsTimes(
  zone: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Times {
  // Noon there, for there are zones in which a day has no midnight; noon of UTC is the next day in the furthest east.
  const begin = (day: string) => midnight(zone, instantOf(zone, Date.parse(`${day}T12:00:00Z`)))
  return {
    since: from === undefined ? 0 : begin(from),
    // A day and a half on, and back to the midnight before: a day may have 23 hours, or 25.
    until: to === undefined ? Number.MAX_SAFE_INTEGER : midnight(zone, begin(to) + 1.5 * DAY),
  }
}
