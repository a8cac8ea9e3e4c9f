/** Lessons: started, made longer, ended, and what they come to for one pupil's device. */
import { randomBytes } from 'node:crypto'
import { LESSON_MODES, type Lesson, lessonSchema } from '../../lib/policy/lesson.ts'
import type { NewLesson } from '../../lib/protocol/lessons.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'

/** A lesson that is over is kept this long. Milliseconds. */
const KEPT = 30 * 86_400_000

/** What is sealed: sites and words. */
const contentSchema = z.object({
  name: z.string(),
  teacher: z.string(),
  mode: z.enum(LESSON_MODES),
  sites: lessonSchema.shape.sites,
  frames: lessonSchema.shape.frames,
  message: z.optional(z.string()),
})

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

export interface KeptLesson {
  readonly class: number
  readonly teacher: number
  readonly lesson: Lesson
}

/** Starts a lesson of a class; the class's name and the teacher's are those of now. Returns its id. */
export async function startLesson(
  { db, vault, people }: Parts,
  by: { readonly teacher: number; readonly className: string },
  asked: NewLesson,
  now: number,
): Promise<string> {
  const id = randomBytes(12).toString('base64url')
  const content: z.infer<typeof contentSchema> = {
    name: by.className.slice(0, 60),
    teacher: ((await nameOf({ db, vault, people }, by.teacher)) ?? '').slice(0, 80),
    mode: asked.mode,
    sites: asked.sites,
    frames: asked.frames,
    ...(asked.message === undefined ? {} : { message: asked.message }),
  }
  await db
    .deleteFrom('lessons')
    .where('until', '<', now - KEPT)
    .execute()
  await db
    .insertInto('lessons')
    .values({
      id,
      class: asked.class,
      teacher: by.teacher,
      started: now,
      until: now + asked.minutes * 60_000,
      ended: null,
      content: vault.seal(JSON.stringify(content), PLACE_OF.lesson(id)),
    })
    .execute()
  return id
}

/** Moves the end of a lesson that runs; false when none of this id does. */
export async function setUntil(db: Database, id: string, until: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lessons')
    .set({ until })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .where('until', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends a lesson at once; false when none of this id runs. */
export async function endLesson(db: Database, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lessons')
    .set({ ended: now })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .where('until', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The lesson of this id, while it runs. */
export async function runningLesson(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  id: string,
  now: number,
): Promise<KeptLesson | undefined> {
  const row = await runs(db, now).where('lessons.id', '=', id).executeTakeFirst()
  return row && kept(vault, row)
}

/** What runs in the classes that somebody teaches. */
export async function lessonsOfTeacher(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  teacher: number,
  now: number,
): Promise<KeptLesson[]> {
  const rows = await runs(db, now)
    .innerJoin('class_teachers', 'class_teachers.class', 'lessons.class')
    .where('class_teachers.person', '=', teacher)
    .execute()
  return rows.map((row) => kept(vault, row))
}

/** What a device that stands for a pupil holds. */
export async function lessonsOfPupil(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  pupil: number,
  now: number,
): Promise<Lesson[]> {
  const rows = await runs(db, now)
    .innerJoin('class_pupils', 'class_pupils.class', 'lessons.class')
    .where('class_pupils.person', '=', pupil)
    .execute()
  return rows.map((row) => kept(vault, row).lesson)
}

const runs = (db: Database, now: number) =>
  db
    .selectFrom('lessons')
    .innerJoin('classes', 'classes.id', 'lessons.class')
    .select(['lessons.id', 'lessons.class', 'teacher', 'started', 'until', 'revision', 'content'])
    .where('lessons.ended', 'is', null)
    .where('until', '>', now)
    .where('classes.ended', 'is', null)
    .orderBy('started')

interface LessonRow {
  readonly id: string
  readonly class: number
  readonly teacher: number
  readonly started: number
  readonly until: number
  readonly revision: number
  readonly content: Uint8Array
}

function kept(vault: Context['vault'], row: LessonRow): KeptLesson {
  const content = contentSchema.parse(JSON.parse(vault.open(row.content, PLACE_OF.lesson(row.id))))
  const { message, ...rest } = content
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
