/** What this device says of the lessons it was told of. Pure. */
import type { EffectivePolicy } from '../policy/effective.ts'
import type { HeldLesson, Lesson } from '../policy/lesson.ts'
import { exactly } from '../time/now.ts'
import type { Now } from '../time/now.ts'
import { runs } from '../verdict/lesson.ts'
import { revisionOf } from './enforcement.ts'
import type { LessonsInForce } from './enforcement.ts'

/**
 * Only what was seen into force is said to be: a lesson that is on its way there is left out. One that would run at a
 * time it may be, and does not because that time is not proved, is `clock`.
 */
export const holding = (
  lessons: readonly Lesson[],
  policy: EffectivePolicy,
  now: Now,
  inForce: LessonsInForce,
): HeldLesson[] =>
  lessons.flatMap((lesson) => {
    const is = isOf(lesson, policy, now, inForce)
    return is === undefined ? [] : [{ id: lesson.id, revision: lesson.revision, is }]
  })

function isOf(
  lesson: Lesson,
  policy: EffectivePolicy,
  now: Now,
  { areRefused, revisions }: LessonsInForce,
): HeldLesson['is'] | undefined {
  if (!runs(lesson, policy, now))
    return now.candidates.some((at) => runs(lesson, policy, exactly(at))) ? 'clock' : 'over'
  if (areRefused) return 'refused'
  return revisions.has(revisionOf(lesson)) ? 'enforcing' : undefined
}
