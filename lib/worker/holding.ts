/** What this device says of the lessons it was told of. Pure. */
import type { EffectivePolicy } from '../policy/effective.ts'
import type { HeldLesson, Lesson } from '../policy/lesson.ts'
import { exactly } from '../time/now.ts'
import type { Now } from '../time/now.ts'
import { runs } from '../verdict/lesson.ts'

/**
 * `isInForce`: the browser has the lessons' rules, and the tabs were judged by them. A lesson that would run at the
 * time it most likely is, and does not because that time is not proved, is `clock`.
 */
export const holding = (
  lessons: readonly Lesson[],
  policy: EffectivePolicy,
  now: Now,
  isInForce: boolean,
): HeldLesson[] =>
  lessons.map((lesson) => ({
    id: lesson.id,
    revision: lesson.revision,
    is: isOf(lesson, policy, now, isInForce),
  }))

function isOf(lesson: Lesson, policy: EffectivePolicy, now: Now, isInForce: boolean): HeldLesson['is'] {
  if (runs(lesson, policy, now)) return isInForce ? 'enforcing' : 'refused'
  return now.candidates.some((at) => runs(lesson, policy, exactly(at))) ? 'clock' : 'over'
}
