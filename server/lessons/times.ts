/** When and where lessons may run: what the school's policy says of it. */
import type { Place } from '../../lib/policy/document.ts'
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import { isLessonTime } from '../../lib/verdict/lesson.ts'
import { HORIZON, nextEdge } from '../../lib/verdict/timetable.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'

/** Whether lessons may run now and, when a place is given, reach a device there. The device asks itself the same. */
export async function mayRun(
  parts: Pick<Context, 'db' | 'vault'>,
  now: number,
  place?: Place,
): Promise<boolean> {
  const policy = await policyInForce(parts)
  if (place !== undefined && place !== 'on-site' && policy?.lessons?.onSiteOnly === true) return false
  return isLessonTime(policy?.lessons?.hours ?? LESSON_HOURS, zoneOf(policy), now)
}

/** When lessons may next run, epoch milliseconds; undefined while they may, and when no such time is near. */
export async function mayRunFrom(
  parts: Pick<Context, 'db' | 'vault'>,
  now: number,
): Promise<number | undefined> {
  const policy = await policyInForce(parts)
  const hours = policy?.lessons?.hours ?? LESSON_HOURS
  const zone = zoneOf(policy)
  if (isLessonTime(hours, zone, now)) return undefined
  // Outside all of them, the next edge is the start of one.
  return nextEdge(
    hours.map((one) => ({ hours: one })),
    zone,
    now,
    now + HORIZON,
  )
}
