/** What the console and the school server say about lessons, under /admin/lessons. */
import { hostSchema } from '../policy/document.ts'
import { LESSON_MODES, lessonSchema, lessonSiteSchema, MOST_SITES } from '../policy/lesson.ts'
import { z } from '../zod.ts'

/** There is always an end. Minutes. */
export const LONGEST_LESSON = 240
/** Screens are covered no longer than this at a time. Minutes. */
export const LONGEST_EYES_UP = 10

const minutes = z.int().check(z.minimum(1), z.maximum(LONGEST_LESSON))

/** POST /admin/lessons: `until` is told in minutes from now, by the server's clock. */
export const newLessonSchema = z.object({
  class: z.int().check(z.minimum(1)),
  mode: z.enum(LESSON_MODES),
  sites: z._default(z.array(lessonSiteSchema).check(z.maxLength(MOST_SITES)), []),
  frames: z._default(z.array(hostSchema).check(z.maxLength(MOST_SITES)), []),
  message: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  minutes,
})
export type NewLesson = z.infer<typeof newLessonSchema>

/** POST /admin/lessons/:lesson/until */
export const extendedSchema = z.object({ minutes })

export const runningLessonSchema = z.object({
  ...lessonSchema.shape,
  class: z.int(),
  /** Pupils of the class. */
  pupils: z.int(),
  /** Of those, whom a confirmed device stands for. */
  withDevice: z.int(),
})
export const runningLessonsSchema = z.object({ lessons: z.array(runningLessonSchema) })
export type RunningLesson = z.infer<typeof runningLessonSchema>
