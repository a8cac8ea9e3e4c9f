/** Who is over a lesson: those who teach its class, and whoever took it over for this once. */
import { isTeacherOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import { nameOf } from '../staff/members.ts'
import { takeCode } from './codes.ts'
import type { KeptLesson } from './content.ts'
import { runningLesson, runs, setContent } from './lessons.ts'

/** True when somebody (a number of `people`) teaches the lesson's class or covers the lesson. */
export async function isOverLesson(
  db: Database,
  person: number,
  lesson: { readonly id: string; readonly class: number },
): Promise<boolean> {
  if (await isTeacherOf(db, person, lesson.class)) return true
  const cover = await db
    .selectFrom('lesson_covers')
    .select('at')
    .where('lesson', '=', lesson.id)
    .where('person', '=', person)
    .executeTakeFirst()
  return cover !== undefined
}

/** The lesson of this id, while it runs and somebody is over it; the same refusal (404) for any other and for none. */
export async function lessonOver(
  parts: Pick<Context, 'db' | 'vault'>,
  person: number | null,
  id: string,
  now: number,
): Promise<KeptLesson> {
  const found = await runningLesson(parts, id, now)
  if (!found || person === null || !(await isOverLesson(parts.db, person, { id, class: found.class })))
    throw new Refusal(404, 'not-found', 'No such lesson of yours runs.')
  return found
}

/** True when somebody teaches a class, or covers a lesson of it that runs. */
export async function isOverClass(
  db: Database,
  person: number,
  classId: number,
  now: number,
): Promise<boolean> {
  if (await isTeacherOf(db, person, classId)) return true
  const cover = await runs(db, now)
    .innerJoin('lesson_covers', 'lesson_covers.lesson', 'lessons.id')
    .where('lessons.class', '=', classId)
    .where('lesson_covers.person', '=', person)
    .executeTakeFirst()
  return cover !== undefined
}

/**
 * Takes over the lesson that a code is for: from now on it is shown as this teacher's, in a new revision. The id of
 * the lesson; undefined when the code is wrong, too old or used, or the lesson is over.
 */
export async function coverLesson(
  { db, vault, people }: Pick<Context, 'db' | 'vault' | 'people'>,
  person: number,
  code: string,
  now: number,
): Promise<string | undefined> {
  const name = ((await nameOf({ db, vault, people }, person)) ?? '').slice(0, 80)
  const lesson = await within(db, async (trx) => {
    const id = await takeCode(trx, vault, code, now)
    if (id !== undefined)
      await trx
        .insertInto('lesson_covers')
        .values({ lesson: id, person, at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    return id
  })
  if (lesson === undefined) return undefined
  const isRunning = await setContent({ db, vault }, lesson, { teacher: name, teacherNumber: person }, now)
  return isRunning ? lesson : undefined
}
