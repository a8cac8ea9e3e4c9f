/** Approvals until the end of a lesson go with it: when it ends early, when its end is moved. */
import { everPupilsOf } from '../classes/lookup.ts'
import type { Database } from '../db/open.ts'

/** The lesson has another end, or has ended. In the caller's transaction when there is one. */
export async function followLesson(
  db: Database,
  lesson: string,
  { until, ended }: { readonly until?: number; readonly ended?: number },
): Promise<void> {
  if (until === undefined && ended === undefined) return
  await db
    .updateTable('page_approvals')
    .set({ ...(until !== undefined && { until }), ...(ended !== undefined && { ended }) })
    .where('lesson', '=', lesson)
    .where('ends_with', '=', 1)
    .where('ended', 'is', null)
    .execute()
}

/** A lesson changed or ended this long ago at most, when its devices are told of it. Milliseconds. */
const LATELY = 60_000

/** Whose policy a lesson of this class may have changed: those for whom something is, or just was, open with it. */
export async function openedWithLessons(db: Database, classId: number, now: number): Promise<number[]> {
  const rows = await db
    .selectFrom('page_approvals')
    .innerJoin('lessons', 'lessons.id', 'page_approvals.lesson')
    .select(['page_approvals.person', 'page_approvals.class'])
    .where('lessons.class', '=', classId)
    .where('ends_with', '=', 1)
    .where('unblocks', '=', 1)
    .where((e) => e.or([e('page_approvals.ended', 'is', null), e('page_approvals.ended', '>', now - LATELY)]))
    .where('page_approvals.until', '>', now - LATELY)
    .execute()
  if (rows.some((row) => row.class !== null)) return everPupilsOf(db, classId)
  return [...new Set(rows.flatMap(({ person }) => person ?? []))]
}
