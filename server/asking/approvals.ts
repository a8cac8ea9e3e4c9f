/** Approvals that hold: what they lift of the policy for a person, and what a lesson has more for a pupil. */
import type { Unblock } from '../../lib/policy/document.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Vault } from '../keys/vault.ts'
import { openApproval } from './content.ts'
import type { Additions } from './opens.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** What the school has opened for somebody until then, as their devices' policy says it. `name`: their address. */
export async function unblocksOf(
  { db, vault }: Parts,
  person: number,
  name: string,
  now: number,
): Promise<Unblock[]> {
  const rows = await active(db, now)
    .where('unblocks', '=', 1)
    .where((e) =>
      e.or([
        e('person', '=', person),
        e(
          'class',
          'in',
          e
            .selectFrom('class_pupils')
            .innerJoin('classes', 'classes.id', 'class_pupils.class')
            .select('class_pupils.class')
            .where('class_pupils.person', '=', person)
            .where('classes.ended', 'is', null),
        ),
      ]),
    )
    .execute()
  return rows.flatMap((row) => {
    const { entry, reason } = openApproval(vault, row)
    if (!entry) return []
    const forPerson = name.trim().toLowerCase()
    return [{ id: `approval-${row.id}`, entry, forPerson, from: row.at, until: row.until, reason }]
  })
}

/** What these lessons open more for these pupils alone, by lesson and pupil. */
export async function additionsOf(
  db: Database,
  vault: Vault,
  lessons: readonly string[],
  pupils: readonly number[],
  now: number,
): Promise<ReadonlyMap<string, readonly Additions[]>> {
  const own = await active(db, now).where('lesson', 'in', lessons).where('person', 'in', pupils).execute()
  const asked = await askedInAnother(db, lessons, pupils, now)
  const found = [
    ...own.map((row) => ({ key: keyOf(row.lesson ?? '', row.person ?? 0), row })),
    ...asked.map((row) => ({ key: keyOf(row.lesson ?? '', row.asker), row })),
  ]
  const groups = Map.groupBy(found, ({ key }) => key)
  return new Map([...groups].map(([key, of]) => [key, of.map(({ row }) => openApproval(vault, row))]))
}

/** Opened for a class, and asked for in a lesson of another: there it is for those alone who asked. */
const askedInAnother = (db: Database, lessons: readonly string[], pupils: readonly number[], now: number) =>
  db
    .selectFrom('page_approvals')
    .innerJoin('lessons', 'lessons.id', 'page_approvals.lesson')
    .innerJoin('page_requests', 'page_requests.approval', 'page_approvals.id')
    .select(['page_approvals.person', 'page_approvals.class', 'page_approvals.lesson'])
    .select(['page_approvals.content', 'page_requests.person as asker'])
    .whereRef('page_approvals.class', '!=', 'lessons.class')
    .where('page_approvals.lesson', 'in', lessons)
    .where('page_requests.person', 'in', pupils)
    .where('page_approvals.ended', 'is', null)
    .where('page_approvals.until', '>', now)
    .orderBy('page_approvals.id')
    .execute()

export const keyOf = (lesson: string, person: number): string => `${lesson} ${person}`

const active = (db: Database, now: number) =>
  db
    .selectFrom('page_approvals')
    .select(['id', 'person', 'class', 'lesson', 'at', 'until', 'content'])
    .where('ended', 'is', null)
    .where('until', '>', now)
    .orderBy('id')
