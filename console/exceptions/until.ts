/** How long something holds: the usual spans, or a day. By this browser's own clock. */
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
  if (span === 'week') return endOfDay(new Date(now + 7 * 24 * HOUR))
  if (span === 'today') return endOfDay(new Date(now))
  const [year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.slice(1).map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined) return null
  return endOfDay(new Date(year, month - 1, date))
}

/** The next midnight. */
const endOfDay = (day: Date): number =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime()
