/** When and where lessons may run: what the school's policy says of it. */
import type { Place } from '../../lib/policy/document.ts'
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import { isLessonTime } from '../../lib/verdict/lesson.ts'
import type { Context } from '../context.ts'
import { currentDocument } from '../documents/documents.ts'

/** Where a school has published nothing yet. */
const ZONE = 'Europe/London'

/** Whether lessons may run now and, when a place is given, reach a device there. The device asks itself the same. */
export async function mayRun(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  now: number,
  place?: Place,
): Promise<boolean> {
  const policy = await currentDocument(db, vault, 'policy')
  if (place !== undefined && place !== 'on-site' && policy?.lessons?.onSiteOnly === true) return false
  return isLessonTime(policy?.lessons?.hours ?? LESSON_HOURS, policy?.timeZone ?? ZONE, now)
}
