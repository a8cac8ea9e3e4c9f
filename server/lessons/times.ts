/** When and where lessons may run: what the school's policy says of it. */
import type { Place, PolicyDocument } from '../../lib/policy/document.ts'
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import { isLessonTime } from '../../lib/verdict/lesson.ts'
import { HORIZON, nextEdge } from '../../lib/verdict/timetable.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { currentDocument, currentVersion } from '../documents/documents.ts'

/** Where a school has published nothing yet. */
const ZONE = 'Europe/London'

/** What of the policy in force lessons ask, by the database it is in: opening the whole at each device is slow. */
const known = new WeakMap<Database, { version: string; policy: PolicyDocument | undefined }>()

async function policyOf({ db, vault }: Pick<Context, 'db' | 'vault'>): Promise<PolicyDocument | undefined> {
  const version = JSON.stringify((await currentVersion(db, 'policy')) ?? null)
  const kept = known.get(db)
  if (kept?.version === version) return kept.policy
  const policy = await currentDocument(db, vault, 'policy')
  known.set(db, { version, policy })
  return policy
}

/** Whether lessons may run now and, when a place is given, reach a device there. The device asks itself the same. */
export async function mayRun(
  parts: Pick<Context, 'db' | 'vault'>,
  now: number,
  place?: Place,
): Promise<boolean> {
  const policy = await policyOf(parts)
  if (place !== undefined && place !== 'on-site' && policy?.lessons?.onSiteOnly === true) return false
  return isLessonTime(policy?.lessons?.hours ?? LESSON_HOURS, policy?.timeZone ?? ZONE, now)
}

/** When lessons may next run, epoch milliseconds; undefined while they may, and when no such time is near. */
export async function mayRunFrom(
  parts: Pick<Context, 'db' | 'vault'>,
  now: number,
): Promise<number | undefined> {
  const policy = await policyOf(parts)
  const hours = policy?.lessons?.hours ?? LESSON_HOURS
  const zone = policy?.timeZone ?? ZONE
  if (isLessonTime(hours, zone, now)) return undefined
  // Outside all of them, the next edge is the start of one.
  return nextEdge(
    hours.map((one) => ({ hours: one })),
    zone,
    now,
    now + HORIZON,
  )
}
