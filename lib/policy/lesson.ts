/**
 * A lesson as a device holds it: the third layer of the policy. It only closes, always has an end, and is not part
 * of the policy's version: it comes and goes in a second, and the browser's rules for it stand by themselves.
 */
import { z } from '../zod.ts'
import { hostSchema, pathSchema } from './document.ts'
import type { Hours } from './document.ts'

/** `only`: nothing but these sites. `except`: all but these. `eyes-up`: screens are covered. */
export const LESSON_MODES = ['only', 'except', 'eyes-up'] as const

/** A site of a lesson: the host and everything under it, or of that only what lies below a path. */
export const lessonSiteSchema = z.object({
  host: hostSchema,
  path: z.optional(pathSchema),
})
export type LessonSite = z.infer<typeof lessonSiteSchema>

/** At most these: a class works on a handful, and every one is a name in the browser's rules. */
export const MOST_SITES = 200

export const lessonSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  /** As pupils know it: `9B Maths`. */
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  /** As pupils know them: `Ms Khan`. */
  teacher: z.string().check(z.maxLength(80)),
  mode: z.enum(LESSON_MODES),
  sites: z.array(lessonSiteSchema).check(z.maxLength(MOST_SITES)),
  /** Hosts (and what lies under them) whose frames the sites need; closed as pages. */
  frames: z.array(hostSchema).check(z.maxLength(MOST_SITES)),
  /** What the teacher says to the class. */
  message: z.optional(z.string().check(z.maxLength(200))),
  /** Counts its changes: sites, end, message. */
  revision: z._default(z.int().check(z.minimum(1)), 1),
  /** Epoch milliseconds by the server's time. */
  from: z.number(),
  until: z.number(),
})
export type Lesson = z.infer<typeof lessonSchema>

/** Whether a new tab shows what is open: where all but a few sites are, it is the browser's own. */
export const takesNewTabs = ({ mode }: Pick<Lesson, 'mode'>): boolean => mode !== 'except'

/**
 * What a device says of a lesson that it was told of: in force in rules and tabs; over by its own judgement (hours,
 * place, time); over because its clock is not proved; or its browser refused the rules.
 */
export const HOLDING = ['enforcing', 'over', 'clock', 'refused'] as const
export const heldLessonSchema = z.object({
  id: lessonSchema.shape.id,
  revision: z.int(),
  is: z.enum(HOLDING),
})
export type HeldLesson = z.infer<typeof heldLessonSchema>
export const heldLessonsSchema = z.array(heldLessonSchema).check(z.maxLength(20))

/** When lessons may run where the school has said nothing: school days, 8 to 17. */
export const LESSON_HOURS: readonly Hours[] = [{ days: [1, 2, 3, 4, 5], from: 480, to: 1020 }]
