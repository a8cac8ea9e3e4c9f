/**
 * An approval: what it opens, for whom, until when. A teacher opens what only the lesson closes, what the school only
 * warns of, and the categories that the school lets teachers open; a lesson never opens what the policy closes.
 */
import type { PolicyDocument } from '../../lib/policy/document.ts'
import type { Who } from '../../lib/policy/place-in-group.ts'
import type { Decision } from '../../lib/protocol/page-requests.ts'
import { pupilsOf, nameOfClass } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { runningLesson } from '../lessons/lessons.ts'
import { whoIsIn } from '../lessons/who.ts'
import { openRequest } from './content.ts'
import { endOf, endOfDay } from './days.ts'
import type { Decider } from './decide.ts'
import { judgePage, type Judged } from './judge.ts'
import type { ForWhom, Plan } from './keep-approval.ts'
import { choicesOf, type Page } from './opens.ts'
import { isInLesson, requestRows, type RequestRow, standsAs } from './rows.ts'

type Approval = Extract<Decision, { is: 'approve' }>

/** What is to be kept: for each pupil or the class, the requests it decides, and whose policy or lesson changes by it. */
export interface Planned {
  readonly plan: Plan
  readonly parts: readonly {
    readonly of: ForWhom
    readonly rows: readonly RequestRow[]
    readonly persons: readonly number[]
  }[]
}

const NEVER =
  'Nobody can open this by a request: it is illegal, a safeguarding theme, or a file that the school’s rules block.'

/** No approval lasts longer. */
const LONGEST = 366 * 86_400_000

/** Writes nothing: what it asks of a thread must hold up nobody. Refuses (409, 422) what may not be opened so. */
export async function planApproval(
  context: Context,
  [first, ...others]: readonly RequestRow[],
  decision: Approval,
  by: Decider,
  now: number,
): Promise<Planned> {
  if (!first) throw new Refusal(404, 'not-found', 'There is no such request.')
  const rows = [first, ...others]
  const page: Page = openRequest(context.vault, first)
  const policy = await policyInForce(context)
  const classId = classOf(decision, by)
  const pupils =
    classId === undefined ? [] : (await pupilsOf(context.db, classId)).map(({ person }) => person)
  if (classId !== undefined && !rows.every(({ person }) => pupils.includes(person)))
    throw new Refusal(422, 'invalid', 'Not all of these pupils are in this class.', { field: 'decision.for' })
  if (page.file) needForFile(decision)
  const wanted = untilOf(decision, policy, by, now)
  const judged = await judgeAgain(context, policy, page, { rows, classId }, { at: now, until: wanted.at })
  needMay(judged, policy, by)
  const handed = by.lesson ? undefined : await firstHandedOn(context, rows, now)
  const choices = choicesOf(page, {
    lesson: (by.lesson ?? handed)?.lesson,
    byTeacher: by.lesson !== undefined,
    isOpen: judged.isOpen,
  })
  const { entry, words } = choices[decision.opens] ?? noChoice()
  // What only the lesson closes is open with it, and no longer.
  const until = by.lesson && judged.isOpen ? { at: by.lesson.lesson.until, withLesson: true } : wanted
  const plan: Plan = {
    page,
    entry,
    unblocks: entry !== undefined && !(by.lesson && judged.isOpen),
    opens: words,
    reason: decision.reason || 'Asked for by a pupil',
    until: until.at,
    byTeacher: by.lesson !== undefined,
    endsWith: until.withLesson,
    decidedBy: by.person,
  }
  const lessonOf = (row: RequestRow) => by.lesson?.lesson.id ?? lessonHandedOn(row, now)
  if (classId !== undefined) {
    const all = await allOf(context, first, pupils, by, now)
    const lesson = all.map(lessonOf).find((one) => one !== undefined)
    const of = { person: null, class: classId, lesson, words: await nameOfClass(context.db, classId) }
    return { plan, parts: [{ of, rows: all, persons: pupils }] }
  }
  const parts = rows.map((row) => ({
    of: { person: row.person, class: null, lesson: lessonOf(row), words: 'this pupil' },
    rows: [row],
    persons: [row.person],
  }))
  return { plan, parts }
}

/** A file is let through for those who asked for it, soon: what it is tomorrow nobody has looked at. */
function needForFile({ for: whom, until }: Approval): void {
  if (whom !== 'pupil')
    throw new Refusal(422, 'invalid', 'A file is for those who asked for it.', { field: 'decision.for' })
  if (typeof until === 'object')
    throw new Refusal(422, 'invalid', 'A file is let through today.', { field: 'decision.until' })
}

function classOf({ for: whom }: Approval, { lesson }: Decider): number | undefined {
  if (whom === 'pupil') return undefined
  if (lesson) return lesson.class
  if (whom !== 'class') return whom.class
  throw new Refusal(422, 'invalid', 'Say for which class.', { field: 'decision.for' })
}

/** As the policy is until the end of what is to be opened, for everybody whom it would open for. */
async function judgeAgain(
  context: Context,
  policy: PolicyDocument | undefined,
  page: Page,
  { rows, classId }: { readonly rows: readonly RequestRow[]; readonly classId: number | undefined },
  span: { readonly at: number; readonly until: number },
): Promise<Judged> {
  const { db, people } = context
  const who: Who[] = classId === undefined ? [] : await whoIsIn(context, classId)
  for (const { id, person } of rows) {
    const name = (await people.nameOf(db, person)) ?? undefined
    const claims = await db
      .selectFrom('page_asks')
      .innerJoin('installations', 'installations.id', 'page_asks.installation')
      .select('claimed_group')
      .where('request', '=', id)
      .execute()
    for (const { claimed_group: group } of claims) who.push({ group: group ?? undefined, person: name })
    if (claims.length === 0) who.push({ person: name })
  }
  return judgePage(context, policy, page, { who, place: 'unknown', ...span })
}

function needMay(judged: Judged, policy: PolicyDocument | undefined, { lesson }: Decider): void {
  if (judged.isNever) throw new Refusal(409, 'never', NEVER)
  if (lesson && !judged.teacherMay)
    throw new Refusal(
      409,
      'policy',
      `${judged.closed} A lesson cannot open it: hand the request on to the network manager.`,
    )
  if (!lesson && !policy)
    throw new Refusal(409, 'no-policy', 'No policy is published yet: publish one, then approve this.')
}

/** Handed on by the teacher of a lesson that still runs: as far as the lesson goes they have agreed. */
const lessonHandedOn = (row: RequestRow, now: number): string | undefined =>
  row.handed_by !== null && row.lesson !== null && isInLesson(row, now) ? row.lesson : undefined

/** The lesson that an approval opens too, where one of them was handed on from one that runs. */
async function firstHandedOn(
  context: Context,
  rows: readonly RequestRow[],
  now: number,
): Promise<KeptLesson | undefined> {
  const id = rows.map((row) => lessonHandedOn(row, now)).find((one) => one !== undefined)
  return id === undefined ? undefined : runningLesson(context, id, now)
}

function noChoice(): never {
  throw new Refusal(422, 'invalid', 'This cannot be opened so: choose one of what is offered.', {
    field: 'decision.opens',
  })
}

function untilOf(
  { until }: Approval,
  policy: PolicyDocument | undefined,
  { lesson }: Decider,
  now: number,
): { readonly at: number; readonly withLesson: boolean } {
  if (lesson && until === 'lesson') return { at: lesson.lesson.until, withLesson: true }
  const field = 'decision.until'
  if (until === 'lesson') throw new Refusal(422, 'invalid', 'Say until which day.', { field })
  if (lesson && until !== 'today')
    throw new Refusal(422, 'invalid', 'A teacher opens a page for the lesson, or for today.', { field })
  const zone = zoneOf(policy)
  const at = until === 'today' ? endOfDay(zone, now) : endOf(zone, until.day)
  if (at === undefined || at <= now || at > now + LONGEST)
    throw new Refusal(422, 'invalid', 'Choose a day from today on, within a year.', { field })
  return { at, withLesson: false }
}

/** Opened for a class, it is decided for everybody in it who asked for the same. */
async function allOf(
  { db }: Context,
  first: RequestRow,
  pupils: readonly number[],
  by: Decider,
  now: number,
): Promise<RequestRow[]> {
  const open = await requestRows(db)
    .where('state', '=', 'open')
    .where('same', '=', first.same)
    .where('page_requests.person', 'in', pupils)
    .execute()
  return open.filter(
    (row) => standsAs(row, now) === 'open' && (!by.lesson || row.lesson === by.lesson.lesson.id),
  )
}
