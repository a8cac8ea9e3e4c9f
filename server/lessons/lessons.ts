/** Lessons: started, changed while they run, ended; and those that run. */
import { randomBytes } from 'node:crypto'
import type { NewLesson } from '../../lib/protocol/lessons.ts'
import { followLesson } from '../asking/follow-lesson.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import type { Vault } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'
import { kept, type KeptLesson, type LessonContent, openContent, sealContent } from './content.ts'
import { readable } from './opened.ts'

/** A lesson that is over is kept this long. Milliseconds. */
const KEPT = 30 * 86_400_000

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/**
 * Starts a lesson of a class; the class's name and the teacher's are those of now. It ends no later than `latest`.
 * Returns its id.
 */
export async function startLesson(
  { db, vault, people }: Parts,
  by: { readonly teacher: number; readonly className: string },
  asked: NewLesson,
  now: number,
  latest = Infinity,
): Promise<string> {
  const id = randomBytes(12).toString('base64url')
  const content: LessonContent = {
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
      until: Math.min(now + asked.minutes * 60_000, latest),
      ended: null,
      content: sealContent(vault, id, content),
    })
    .execute()
  return id
}

/** Moves the end of a lesson that runs; false when none of this id does. */
export const setUntil = (db: Database, id: string, until: number, now: number): Promise<boolean> =>
  change(db, id, { until }, now)

/** Changes what of a lesson that runs is sealed (its sites, whose it is); false when none of this id does. */
export async function setContent(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  id: string,
  changes: Partial<LessonContent> & { readonly teacherNumber?: number },
  now: number,
): Promise<boolean> {
  const { teacherNumber, ...more } = changes
  return within(db, async (trx) => {
    const row = await runs(trx, now).where('lessons.id', '=', id).executeTakeFirst()
    if (!row) return false
    const content = sealContent(vault, id, { ...openContent(vault, row), ...more })
    return change(trx, id, { content, ...(teacherNumber && { teacher: teacherNumber }) }, now)
  })
}

/** Ends a lesson at once; false when none of this id runs. */
export const endLesson = (db: Database, id: string, now: number): Promise<boolean> =>
  change(db, id, { ended: now }, now)

/** Every change is another revision: what a device says of a lesson is of one. */
const change = (
  db: Database,
  id: string,
  to: { until?: number; ended?: number; teacher?: number; content?: Uint8Array<ArrayBuffer> },
  now: number,
): Promise<boolean> =>
  within(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('lessons')
      .set((e) => ({ ...to, revision: e('revision', '+', 1) }))
      .where('id', '=', id)
      .where('ended', 'is', null)
      .where('until', '>', now)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return false
    await followLesson(trx, id, to)
    return true
  })

/** The lesson of this id, while it runs and can be read. */
export async function runningLesson(
  { db, vault }: { readonly db: Database; readonly vault: Vault },
  id: string,
  now: number,
): Promise<KeptLesson | undefined> {
  const row = await runs(db, now).where('lessons.id', '=', id).executeTakeFirst()
  return row && readable(vault, [row])[0]
}

/** The same, read anew: what a transaction may undo again is not to be remembered. Throws where it cannot be read. */
export async function lessonAsItIs(
  { db, vault }: { readonly db: Database; readonly vault: Vault },
  id: string,
  now: number,
): Promise<KeptLesson | undefined> {
  const row = await runs(db, now).where('lessons.id', '=', id).executeTakeFirst()
  return row && kept(row, openContent(vault, row))
}

/** What runs in the classes that somebody teaches, and what they cover. */
export async function lessonsOfTeacher(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  teacher: number,
  now: number,
): Promise<KeptLesson[]> {
  const rows = await runs(db, now)
    .where((e) =>
      e.or([
        e(
          'lessons.class',
          'in',
          e.selectFrom('class_teachers').select('class').where('person', '=', teacher),
        ),
        e('lessons.id', 'in', e.selectFrom('lesson_covers').select('lesson').where('person', '=', teacher)),
      ]),
    )
    .execute()
  return readable(vault, rows)
}

/** How many lessons of a class run. */
export const countRunning = async (db: Database, classId: number, now: number): Promise<number> =>
  (await runs(db, now).where('lessons.class', '=', classId).execute()).length

/** The lessons that run now, the earlier first. */
export const runs = (db: Database, now: number) =>
  db
    .selectFrom('lessons')
    .innerJoin('classes', 'classes.id', 'lessons.class')
    .select(['lessons.id', 'lessons.class', 'teacher', 'started', 'until', 'revision', 'content'])
    .where('lessons.ended', 'is', null)
    .where('until', '>', now)
    .where('classes.ended', 'is', null)
    .orderBy('started')
    .orderBy('lessons.id')
