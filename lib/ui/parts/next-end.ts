/** When a page that shows lessons asks again by itself. */
import type { Status } from '../../messages/device.ts'
import type { Lessons } from '../../messages/protocol.ts'

/** The worker must have come to the same end. */
const SLACK_MS = 500

/** In how many milliseconds the first of the lessons ends. */
export const nextEnd = ({ lessons, now }: Pick<Lessons, 'lessons' | 'now'>): number | undefined =>
  lessons.length === 0 ? undefined : Math.min(...lessons.map(({ until }) => until)) - now + SLACK_MS

/** In how many milliseconds the popup says something else: a lesson or a pause ends, recording goes on or off. */
export function nextChange(status: Status): number | undefined {
  const { now, times, suspension } = status
  const after = (at: number | undefined): number => (at === undefined ? Infinity : at - now + SLACK_MS)
  const wait = Math.min(nextEnd(status) ?? Infinity, after(times?.changes), after(suspension?.until))
  return wait === Infinity ? undefined : wait
}
