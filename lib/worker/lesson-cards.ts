/** The lessons that run, as their pupils are told of them. */
import { MOST_LESSONS } from '../messages/lesson-card.ts'
import type { LessonCard } from '../messages/lesson-card.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Lesson } from '../policy/lesson.ts'
import type { Now } from '../time/now.ts'
import { running } from '../verdict/lesson.ts'

export function lessonCard({ name, teacher, mode, sites, message, until }: Lesson): LessonCard {
  return { name, teacher, mode, sites, until, ...(message === undefined ? {} : { message }) }
}

const isEyesUp = ({ mode }: Lesson): number => Number(mode === 'eyes-up')

/** Eyes up first, for it closes everything; then the one that ends last, which is the one that a verdict names. */
export const lessonCards = (policy: EffectivePolicy, now: Now): LessonCard[] =>
  [...running(policy, now)]
    .sort((a, b) => isEyesUp(b) - isEyesUp(a) || b.until - a.until)
    .slice(0, MOST_LESSONS)
    .map(lessonCard)
