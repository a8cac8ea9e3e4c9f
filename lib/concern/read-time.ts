/** When a concern that is sent now will be read, from the hours in which the school's team reads. */
import type { Hours } from '../policy/document.ts'
import { DAY, localTime, MINUTE, stretchAt } from '../time/zone.ts'

/** A week and a day: hours of one weekday that have begun today come again in seven. */
const DAYS_AHEAD = 8

/** `now`: these are reading hours. A number: they begin then. `unknown`: nobody can say. */
export type ReadTime = 'now' | 'unknown' | number

/**
 * @param at epoch milliseconds
 * @param timeZone IANA name of the school's zone
 */
export function readTime(hours: readonly Hours[], at: number, timeZone: string): ReadTime {
  const stretch = stretchAt(timeZone, at)
  if (stretch === null) return 'unknown'
  const { weekday, minute } = localTime(stretch, at)
  if (hours.some(({ days, from, to }) => days.includes(weekday) && from <= minute && minute < to))
    return 'now'
  const midnight = Math.floor((at + stretch.offset) / DAY) * DAY
  const starts = Array.from({ length: DAYS_AHEAD }, (_, ahead) => ahead).flatMap((ahead) =>
    hours
      .filter(({ days }) => days.includes(((weekday - 1 + ahead) % 7) + 1))
      .map(({ from }) => instant(midnight + ahead * DAY + from * MINUTE, timeZone, stretch.offset)),
  )
  const next = Math.min(...starts.filter((start) => start > at))
  return Number.isFinite(next) ? next : 'unknown'
}

/** The instant of a local time, `near` being the offset of a day not far from it. */
function instant(local: number, timeZone: string, near: number): number {
  const guess = local - near
  return local - (stretchAt(timeZone, guess)?.offset ?? near)
}
