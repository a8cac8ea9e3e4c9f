/** An approval put into the database, and into the lesson whose class it is for; and taken out again before its time. */
import type { Entry } from '../../lib/policy/document.ts'
import { type Lesson, MOST_SITES } from '../../lib/policy/lesson.ts'
import { everPupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { lessonAsItIs, setContent } from '../lessons/lessons.ts'
import type { By } from '../staff/guard.ts'
import { openApproval, sealApproval } from './content.ts'
import {
  type Additions,
  additionsFor,
  NO_ADDITIONS,
  type Page,
  withAdditions,
  withoutAdditions,
} from './opens.ts'
import { requestRows } from './rows.ts'
import { tell } from './tell.ts'

type Parts = Pick<Context, 'db' | 'vault'>

export interface Plan {
  readonly page: Page
  /** Absent for a file. */
  readonly entry: Entry | undefined
  /** It lifts something of the policy: where that leaves the page open, the lesson is all that has to be changed. */
  readonly unblocks: boolean
  readonly opens: string
  readonly reason: string
  readonly until: number
  /** It is a lesson's teacher who decides: there is nothing to open in a lesson that is over. */
  readonly byTeacher: boolean
  /** It ends when the lesson does. */
  readonly endsWith: boolean
  readonly decidedBy: number | null
}

export interface ForWhom {
  readonly person: number | null
  readonly class: number | null
  /** The lesson that they are in, as far as its teacher has agreed. */
  readonly lesson: string | undefined
  /** The same in words. */
  readonly words: string
}

const isEmpty = ({ sites, frames, dropped }: Additions): boolean =>
  sites.length + frames.length + dropped.length === 0

export interface Kept {
  readonly id: number
  /** The class whose lesson is another now. */
  readonly classOf: number | undefined
}

/** What the lesson has more follows from the lesson as it is now, whatever it was when the decision was made. */
export const keepApproval = (
  { db, vault }: Parts,
  plan: Plan,
  { words, lesson: lessonId, ...of }: ForWhom,
  now: number,
): Promise<Kept> =>
  within(db, async (trx) => {
    const { page, entry, opens, reason } = plan
    const lesson = lessonId === undefined ? undefined : await lessonAsItIs({ db: trx, vault }, lessonId, now)
    if (plan.byTeacher && !lesson) throw new Refusal(409, 'over', OVER)
    const additions = lesson ? additionsFor(lesson.lesson, page, entry) : NO_ADDITIONS
    const inLesson = lesson !== undefined && !isEmpty(additions)
    const content = {
      url: page.url,
      opens,
      for: words,
      reason,
      ...(plan.unblocks && entry && { entry }),
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
        unblocks: plan.unblocks ? 1 : 0,
        at: now,
        until: plan.endsWith && lesson ? lesson.lesson.until : plan.until,
        ended: null,
        ended_by: null,
        decided_by: plan.decidedBy,
        content: sealApproval(vault, of, content),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (inLesson) await change({ db: trx, vault }, lesson, of, additions, now)
    return { id, classOf: inLesson ? lesson.class : undefined }
  })

const OVER = 'The lesson is over: look at the list again.'

/** Its own class's lesson has it from now on; for others only the revision is another, so that they are told anew. */
async function change(
  parts: Parts,
  { lesson, class: classOf }: KeptLesson,
  of: Pick<ForWhom, 'class'>,
  additions: Additions,
  now: number,
): Promise<void> {
  if (lesson.sites.length + additions.sites.length > MOST_SITES)
    throw new Refusal(409, 'many', `A lesson has ${MOST_SITES} sites at most: take one out first.`)
  await setContent(
    parts,
    lesson.id,
    of.class === classOf ? placesOf(withAdditions(lesson, additions)) : {},
    now,
  )
}

const placesOf = ({ sites, frames }: Pick<Lesson, 'sites' | 'frames'>) => ({ sites, frames })

/** Ends an approval now. Refuses one that is not there, or (with a lesson) not of it (404). Ending it twice is harmless. */
export async function endApproval(
  context: Context,
  id: number,
  by: By & { readonly lesson?: string },
  now: number,
): Promise<void> {
  const { db, vault } = context
  const rows = await requestRows(db).where('approval', '=', id).execute()
  const row = await db.selectFrom('page_approvals').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (by.lesson !== undefined && !rows.some(({ lesson }) => lesson === by.lesson)))
    throw new Refusal(404, 'not-found', 'There is no such approval of yours.')
  if (row.ended !== null || row.until <= now) return
  const classOf = await within(db, async (trx) => {
    const ended = { ended: now, ended_by: by.person }
    await trx.updateTable('page_approvals').set(ended).where('id', '=', id).execute()
    await note(trx, by.actor, 'page-end', `approval:${id}`)
    const parts = { db: trx, vault }
    const lesson = row.lesson === null ? undefined : await lessonAsItIs(parts, row.lesson, now)
    if (!lesson) return undefined
    const without = () => placesOf(withoutAdditions(lesson.lesson, openApproval(vault, row)))
    await setContent(parts, lesson.lesson.id, row.class === lesson.class ? without() : {}, now)
    return lesson.class
  })
  const persons = row.class === null ? [row.person ?? 0] : await everPupilsOf(db, row.class)
  await tell(context, rows, persons, [classOf])
}
