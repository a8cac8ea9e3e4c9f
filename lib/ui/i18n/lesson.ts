/** A lesson in one line: "9B Maths with Ms Khan, until 10:40". */
import type { LessonCard } from '../../messages/lesson-card.ts'
import { endWords } from './when.ts'
import type { Clock } from './when.ts'
import type { Words } from './words.ts'

export function lessonWords(words: Words, { name, teacher, until }: LessonCard, clock: Clock): string {
  const when = endWords(words, until, clock)
  return teacher === ''
    ? words.t('lesson.headingPlain', { lesson: name, when })
    : words.t('lesson.heading', { lesson: name, teacher, when })
}
