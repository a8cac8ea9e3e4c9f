/** When a page that shows lessons asks again by itself. */
import type { Lessons } from '../../messages/protocol.ts'

/** The worker must have come to the same end. */
const SLACK_MS = 500

/** In how many milliseconds the first of the lessons ends. */
export const nextEnd = ({ lessons, now }: Pick<Lessons, 'lessons' | 'now'>): number | undefined =>
  lessons.length === 0 ? undefined : Math.min(...lessons.map(({ until }) => until)) - now + SLACK_MS
