/** How long something takes, in words that a child counts with: the nearest minutes, hours or days. */
import type { Words } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Up to so many of the smaller, the smaller is named. */
const MOST_MINUTES = 90 * MINUTE
const MOST_HOURS = 36 * HOUR

export function howLongWords({ t }: Words, ms: number): string {
  if (ms < MINUTE) return t('howLong.soon')
  if (ms < MOST_MINUTES) return t('howLong.minutes', { count: Math.round(ms / MINUTE) })
  if (ms < MOST_HOURS) return t('howLong.hours', { count: Math.round(ms / HOUR) })
  return t('howLong.days', { count: Math.round(ms / DAY) })
}
