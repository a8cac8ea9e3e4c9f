/** Days on the school's clock. In a zone that nobody knows, those of UTC. */
import { DAY, stretchAt } from '../../lib/time/zone.ts'

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
