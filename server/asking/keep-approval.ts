/** An approval put into the database, and into the lesson whose class it is for; and taken out again before its time. */
import type { Entry } from '../../lib/policy/document.ts'
import { MOST_SITES } from '../../lib/policy/lesson.ts'
import { everPupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { runningLesson, setContent } from '../lessons/lessons.ts'
import { openApproval, sealApproval } from './content.ts'
import type { Page } from './judge.ts'
import { type Additions, withAdditions, withoutAdditions } from './opens.ts'
import { requestRows } from './rows.ts'
import { tell } from './tell.ts'

export interface Plan {
  readonly page: Page
  /** What it lifts of the policy. */
  readonly entry: Entry | undefined
  readonly additions: Additions
  readonly lesson: KeptLesson | undefined
  readonly opens: string
  readonly reason: string
  readonly until: number
  /** It ends when the lesson does. */
  readonly endsWith: boolean
  readonly decidedBy: number | null
}

export interface ForWhom {
  readonly person: number | null
  readonly class: number | null
  /** The same in words. */
  readonly words: string
}

const isEmpty = ({ sites, frames, dropped }: Additions): boolean =>
  sites.length + frames.length + dropped.length === 0

/** @returns its number */
export const keepApproval = (
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  plan: Plan,
  { words, ...of }: ForWhom,
  now: number,
): Promise<number> =>
  within(db, async (trx) => {
    const { page, entry, additions, lesson, opens, reason } = plan
    const inLesson = lesson !== undefined && !isEmpty(additions)
    const content = {
      url: page.url,
      opens,
      for: words,
      reason,
      ...(entry && { entry }),
      sites: [...additions.sites],
      frames: [...additions.frames],
      dropped: [...additions.dropped],
    }
    const { id } = await trx
      .insertInto('page_approvals')
      .values({
        ...of,
        lesson: inLesson || plan.endsWith ? (lesson?.lesson.id ?? null) : null,
        ends_with: plan.endsWith ? 1 : 0,
        unblocks: entry ? 1 : 0,
        at: now,
        until: plan.until,
        ended: null,
        ended_by: null,
        decided_by: plan.decidedBy,
        content: sealApproval(vault, of, content),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (inLesson) await change({ db: trx, vault }, lesson, of, additions, now)
    return id
  })

/** A class's lesson has it from now on; of one pupil's only the revision is another, so that it is told anew. */
async function change(
  { db, vault }: { readonly db: Database; readonly vault: Context['vault'] },
  { lesson }: KeptLesson,
  of: Pick<ForWhom, 'class'>,
  additions: Additions,
  now: number,
): Promise<void> {
  const { sites, frames } = of.class === null ? lesson : withAdditions(lesson, additions)
  if (lesson.sites.length + additions.sites.length > MOST_SITES)
    throw new Refusal(409, 'many', `A lesson has ${MOST_SITES} sites at most: take one out first.`)
  await setContent({ db, vault }, lesson.id, { sites, frames }, now)
}

/** Ends an approval now. Refuses one that is not there, or (with a lesson) not of it (404). Ending it twice is harmless. */
export async function endApproval(
  context: Context,
  id: number,
  by: { readonly person: number | null; readonly actor: string; readonly lesson?: string },
  now: number,
): Promise<void> {
  const { db, vault } = context
  const rows = await requestRows(db).where('approval', '=', id).execute()
  const row = await db.selectFrom('page_approvals').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (by.lesson !== undefined && !rows.some(({ lesson }) => lesson === by.lesson)))
    throw new Refusal(404, 'not-found', 'There is no such approval of yours.')
  if (row.ended !== null || row.until <= now) return
  const lesson = row.lesson === null ? undefined : await runningLesson(context, row.lesson, now)
  await within(db, async (trx) => {
    const ended = { ended: now, ended_by: by.person }
    await trx.updateTable('page_approvals').set(ended).where('id', '=', id).execute()
    if (lesson) {
      const content = openApproval(vault, row)
      const { sites, frames } = row.class === null ? lesson.lesson : withoutAdditions(lesson.lesson, content)
      await setContent({ db: trx, vault }, lesson.lesson.id, { sites, frames }, now)
    }
    await note(trx, by.actor, 'page-end', `approval:${id}`)
  })
  const persons = row.class === null ? [row.person ?? 0] : await everPupilsOf(db, row.class)
  await tell(context, rows, persons, lesson?.class)
}
