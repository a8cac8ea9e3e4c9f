/** The ends of days, as the school's clock has them. */
import { DAY, stretchAt } from '../../lib/time/zone.ts'

/** The end of the day at an instant; undefined in a zone that nobody knows. */
export function endOfDay(zone: string, at: number): number | undefined {
  const stretch = stretchAt(zone, at)
  if (stretch === null) return undefined
  return utcOf(zone, (Math.floor((at + stretch.offset) / DAY) + 1) * DAY)
}

/** The end of a day, as 2026-11-24; undefined for none. */
export function endOf(zone: string, day: string): number | undefined {
  const start = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(start) ? undefined : utcOf(zone, start + DAY)
}

/** The instant of a local midnight, with the offset that holds there. */
function utcOf(zone: string, local: number): number | undefined {
  const near = stretchAt(zone, local)
  if (near === null) return undefined
  const offset = stretchAt(zone, local - near.offset)?.offset ?? near.offset
  return local - offset
}
