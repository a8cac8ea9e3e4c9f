/** When and where lessons may run: what the school's policy says of it. */
import type { Place } from '../../lib/policy/document.ts'
import { LESSON_HOURS } from '../../lib/policy/lesson.ts'
import { isLessonTime } from '../../lib/verdict/lesson.ts'
import type { Context } from '../context.ts'
import { currentDocument } from '../documents/documents.ts'

/** Where a school has published nothing yet. */
const ZONE = 'Europe/London'

/** Whether lessons may run now. */
export async function isTime({ db, vault }: Pick<Context, 'db' | 'vault'>, now: number): Promise<boolean> {
  const policy = await currentDocument(db, vault, 'policy')
  return isLessonTime(policy?.lessons?.hours ?? LESSON_HOURS, policy?.timeZone ?? ZONE, now)
}

/** Whether lessons reach a device at this place now. The device asks itself the same. */
export async function reaches(
  context: Pick<Context, 'db' | 'vault'>,
  place: Place,
  now: number,
): Promise<boolean> {
  const policy = await currentDocument(context.db, context.vault, 'policy')
  if (policy?.lessons?.onSiteOnly === true && place !== 'on-site') return false
  return isTime(context, now)
}
