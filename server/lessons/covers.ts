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

/** Until when somebody covers lessons of a class that run; undefined when they cover none. */
export async function coveredUntil(
  db: Database,
  person: number,
  classId: number,
  now: number,
): Promise<number | undefined> {
  const covered = await runs(db, now)
    .innerJoin('lesson_covers', 'lesson_covers.lesson', 'lessons.id')
    .where('lessons.class', '=', classId)
    .where('lesson_covers.person', '=', person)
    .execute()
  return covered.length === 0 ? undefined : Math.max(...covered.map(({ until }) => until))
}

/** True when somebody teaches a class, or covers a lesson of it that runs. */
export async function isOverClass(
  db: Database,
  person: number,
  classId: number,
  now: number,
): Promise<boolean> {
  return (
    (await isTeacherOf(db, person, classId)) || (await coveredUntil(db, person, classId, now)) !== undefined
  )
}

/** Somebody (a number of `people`) is over a lesson from now on. */
export async function addCover(db: Database, lesson: string, person: number, at: number): Promise<void> {
  await db
    .insertInto('lesson_covers')
    .values({ lesson, person, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
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
    if (id !== undefined) await addCover(trx, id, person, now)
    return id
  })
  if (lesson === undefined) return undefined
  const isRunning = await setContent({ db, vault }, lesson, { teacher: name, teacherNumber: person }, now)
  return isRunning ? lesson : undefined
}
