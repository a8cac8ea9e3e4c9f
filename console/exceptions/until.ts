/** How long something holds: the usual spans, or a day. By this browser's own clock. */
import { dayOf, endOf as endOfDay } from '../days.ts'

const HOUR = 3_600_000

export const SPANS = [
  ['hour', 'One hour'],
  ['today', 'Until the end of today'],
  ['week', 'One week'],
  ['day', 'Until the end of a day'],
] as const
export type Span = (typeof SPANS)[number][0]

/** @returns epoch milliseconds, or null where no day is chosen */
export function endOf(span: Span, day: string, now: number): number | null {
  if (span === 'hour') return now + HOUR
  if (span === 'day') return endOfDay(day)
  return endOfDay(dayOf(span === 'week' ? now + 7 * 24 * HOUR : now))
}
