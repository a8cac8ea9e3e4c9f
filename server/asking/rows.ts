/** Requests as they lie in the database, and how each stands: who has it follows from the lessons that run. */
import type { Database } from '../db/open.ts'

/** With its lesson, as far as it says who has the request, and the approval that came of it. */
export const requestRows = (db: Database) =>
  db
    .selectFrom('page_requests')
    .leftJoin('lessons', 'lessons.id', 'page_requests.lesson')
    .leftJoin('page_approvals', 'page_approvals.id', 'page_requests.approval')
    .select([
      'page_requests.id',
      'page_requests.person',
      'same',
      'page_requests.lesson',
      'only_lesson',
      'teacher_may',
      'handed_by',
      'times',
      'page_requests.at',
      'last',
      'state',
      'decided',
      'approval',
      'page_requests.content',
      'lessons.until as lesson_until',
      'lessons.ended as lesson_ended',
      'page_approvals.person as for_person',
      'page_approvals.class as for_class',
      'page_approvals.until as approval_until',
      'page_approvals.ended as approval_ended',
      'page_approvals.content as approval_content',
    ])

export type RequestRow = Awaited<ReturnType<ReturnType<typeof requestRows>['execute']>>[number]

/** Those that somebody has to decide: what only a lesson closed is over with it. */
export const standingRows = (db: Database, now: number) =>
  requestRows(db)
    .where('state', '=', 'open')
    .where((e) =>
      e.or([e('only_lesson', '=', 0), e.and([e('lessons.until', '>', now), e('lessons.ended', 'is', null)])]),
    )

type Timed = Pick<RequestRow, 'lesson_until' | 'lesson_ended'>

/** The lesson it was asked in runs. */
export const isInLesson = ({ lesson_until, lesson_ended }: Timed, now: number): boolean =>
  lesson_until !== null && lesson_until > now && lesson_ended === null

/** The teacher of the lesson has it; otherwise the network manager does. */
export const isWithTeacher = (row: Timed & Pick<RequestRow, 'handed_by'>, now: number): boolean =>
  row.handed_by === null && isInLesson(row, now)

export const isActive = (
  { approval_until, approval_ended }: Pick<RequestRow, 'approval_until' | 'approval_ended'>,
  now: number,
): boolean => approval_until !== null && approval_until > now && approval_ended === null

/** What was approved is over; or the lesson that alone closed it is, and there is nothing left to decide. */
export function standsAs(row: RequestRow, now: number): 'open' | 'approved' | 'refused' | 'ended' {
  if (row.state === 'approved') return isActive(row, now) ? 'approved' : 'ended'
  if (row.state === 'open' && row.only_lesson === 1 && !isInLesson(row, now)) return 'ended'
  return row.state
}
