/** How the requests of one installation stand, as the person who made them there is told. */
import type { PageState } from '../../lib/protocol/page-requests.ts'
import type { Context } from '../context.ts'
import { openContent } from '../lessons/content.ts'
import { openRequest } from './content.ts'
import { isWithTeacher, requestRows, type RequestRow, standsAs } from './rows.ts'

/** The newest of one installation. */
const MOST = 60

export async function statesOf(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  installation: number,
  person: number,
  now: number,
): Promise<PageState[]> {
  const rows = await requestRows(db)
    .innerJoin('page_asks', 'page_asks.request', 'page_requests.id')
    .select(['page_asks.asked', 'lessons.content as lesson_content'])
    .where('page_asks.installation', '=', installation)
    .where('page_requests.person', '=', person)
    .orderBy('page_asks.at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ id: row.asked, ...stateOf(vault, row, now) }))
}

function stateOf(
  vault: Context['vault'],
  row: RequestRow & { readonly lesson_content: Uint8Array | null },
  now: number,
): Omit<PageState, 'id'> {
  const state = standsAs(row, now)
  const { decision } = openRequest(vault, row)
  if (decision) {
    return {
      state,
      with: decision.as,
      ...(decision.as === 'teacher' && decision.by !== '' && { name: decision.by.slice(0, 80) }),
      ...(decision.reason !== '' && { reason: decision.reason }),
      ...(state === 'approved' && row.approval_until !== null && { until: row.approval_until }),
    }
  }
  if (!isWithTeacher(row, now)) return { state, with: 'network' }
  const name = teacherOf(vault, row)
  return { state, with: 'teacher', ...(name !== '' && { name }) }
}

function teacherOf(
  vault: Context['vault'],
  { lesson, lesson_content: content }: { lesson: string | null; lesson_content: Uint8Array | null },
): string {
  return lesson === null || content === null ? '' : openContent(vault, { id: lesson, content }).teacher
}
