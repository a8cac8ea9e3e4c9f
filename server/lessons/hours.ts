/** The hours for lessons end: whatever still runs ends with them. */
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { endLesson, runs } from './lessons.ts'

export async function endLessonsOutOfHours(db: Database, now: number): Promise<void> {
  for (const { id } of await runs(db, now).execute())
    if (await endLesson(db, id, now)) await note(db, 'server', 'lesson-end', `${id} hours`)
}
