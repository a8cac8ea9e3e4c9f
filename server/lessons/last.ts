/** What a class did last: where the next lesson begins. */
import type { LessonStart } from '../../lib/protocol/lessons.ts'
import type { Context } from '../context.ts'
import { readable } from './opened.ts'

export type LastLesson = NonNullable<LessonStart['classes'][number]['last']>

/** Lessons looked through: a day's worth of short ones. */
const LOOKED_AT = 20

/**
 * Mode and sites of the newest lesson of a class, running or over; undefined when there was none of late. One without
 * sites (screens covered for a minute) counts only when there is no other: nobody means to begin again with that.
 */
export async function lastLesson(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  classId: number,
): Promise<LastLesson | undefined> {
  const rows = await db
    .selectFrom('lessons')
    .select(['id', 'class', 'teacher', 'started', 'until', 'revision', 'content'])
    .where('class', '=', classId)
    .orderBy('started', 'desc')
    .limit(LOOKED_AT)
    .execute()
  let newest: LastLesson | undefined
  for (const row of rows) {
    const [found] = readable(vault, [row])
    if (!found) continue
    const { mode, sites, frames } = found.lesson
    if (sites.length > 0) return { mode, sites, frames }
    newest ??= { mode, sites, frames }
  }
  return newest
}
