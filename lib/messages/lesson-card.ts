/** A lesson as its pupils are told of it: what the popup, the lesson's own page and a stopped page show. */
import { LESSON_MODES, lessonSiteSchema, MOST_SITES } from '../policy/lesson.ts'
import { z } from '../zod.ts'

export const lessonCardSchema = z.object({
  name: z.string().check(z.maxLength(60)),
  /** Empty between a restart and the server's next word. */
  teacher: z.string().check(z.maxLength(80)),
  mode: z.enum(LESSON_MODES),
  /** Open in `only`, closed in `except`; without a meaning while eyes are up. */
  sites: z.array(lessonSiteSchema).check(z.maxLength(MOST_SITES)),
  /** What the teacher says to the class. */
  message: z.optional(z.string().check(z.maxLength(200))),
  until: z.number(),
})
export type LessonCard = z.infer<typeof lessonCardSchema>

/** At most these are shown at once: what the live channel brings. */
export const MOST_LESSONS = 20

/** Those that run, the one that says most first. */
export const lessonCardsSchema = z.array(lessonCardSchema).check(z.maxLength(MOST_LESSONS))

/** The entry of session storage that changes whenever these do: open pages of ours hear of it, and ask again. */
export const LESSON_NEWS = 'lesson-news'
