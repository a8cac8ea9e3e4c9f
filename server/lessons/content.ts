/** What of a lesson is sealed in the database: sites and words. */
import { LESSON_MODES, type Lesson, lessonSchema } from '../../lib/policy/lesson.ts'
import { z } from '../../lib/zod.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

const contentSchema = z.object({
  name: z.string(),
  teacher: z.string(),
  mode: z.enum(LESSON_MODES),
  sites: lessonSchema.shape.sites,
  frames: lessonSchema.shape.frames,
  message: z.optional(z.string()),
})
export type LessonContent = z.infer<typeof contentSchema>

/** A row of `lessons`, as far as a lesson is made of it. */
export interface LessonRow {
  readonly id: string
  readonly class: number
  readonly teacher: number
  readonly started: number
  readonly until: number
  readonly revision: number
  readonly content: Uint8Array
}

export interface KeptLesson {
  readonly class: number
  readonly teacher: number
  readonly lesson: Lesson
  /** What it has more for one pupil alone: two with the same text are the same lesson. */
  readonly own?: string
}

export const sealContent = (vault: Vault, id: string, content: LessonContent): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vault.seal(JSON.stringify(content), PLACE_OF.lesson(id)))

export const openContent = (vault: Vault, row: Pick<LessonRow, 'id' | 'content'>): LessonContent =>
  contentSchema.parse(JSON.parse(vault.open(row.content, PLACE_OF.lesson(row.id))))

/** A row with what was sealed in it. */
export function kept(row: LessonRow, { message, ...rest }: LessonContent): KeptLesson {
  return {
    class: row.class,
    teacher: row.teacher,
    lesson: {
      ...rest,
      id: row.id,
      revision: row.revision,
      from: row.started,
      until: row.until,
      ...(message === undefined ? {} : { message }),
    },
  }
}
