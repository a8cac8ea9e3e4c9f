/** Decisions on requests: each on record with who, why and until when, and told to the pupils it concerns. */
import type { Decision } from '../../lib/protocol/page-requests.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { nameOf } from '../staff/members.ts'
import type { By } from '../staff/guard.ts'
import { planApproval } from './approve.ts'
import { openRequest, type RequestContent, sealRequest } from './content.ts'
import { keepApproval } from './keep-approval.ts'
import { isWithTeacher, requestRows, type RequestRow, standsAs } from './rows.ts'
import { tell } from './tell.ts'

/** Who decides: the network manager, or with a lesson one who is over it. */
export interface Decider extends By {
  readonly lesson?: KeptLesson
}

const DECIDED = 'One of these is decided already: look at the list again.'

/** The requests that this decider has, all of one page. Refuses others (404), those decided (409), a mixture (422). */
async function theirs(db: Database, ids: readonly number[], by: Decider, now: number): Promise<RequestRow[]> {
  const rows = await requestRows(db).where('page_requests.id', 'in', ids).execute()
  const { lesson } = by
  const isTheirs = (row: RequestRow): boolean =>
    lesson ? row.lesson === lesson.lesson.id && row.handed_by === null : !isWithTeacher(row, now)
  if (rows.length < new Set(ids).size || !rows.every(isTheirs))
    throw new Refusal(404, 'not-found', 'There is no such request that you decide on.', { field: 'requests' })
  if (rows.some((row) => standsAs(row, now) !== 'open')) throw new Refusal(409, 'decided', DECIDED)
  const [first] = rows
  if (rows.some((row) => first && Buffer.compare(row.same, first.same) !== 0))
    throw new Refusal(422, 'invalid', 'Decide on requests of one page together.', { field: 'requests' })
  return rows
}

/** Decides on requests of one page. Answers on how many. */
export async function decide(
  context: Context,
  ids: readonly number[],
  decision: Decision,
  by: Decider,
  now: number,
): Promise<number> {
  const rows = await theirs(context.db, ids, by, now)
  const name = by.person === null ? '' : ((await nameOf(context, by.person)) ?? '')
  const words = decision.reason ?? ''
  if (decision.is === 'approve') return approve(context, rows, decision, { by, name, now })
  if (decision.is === 'hand-on') await handOn(context, rows, by, { by: name, words })
  else await close(context, rows, by, { name, words, state: 'refused' }, now)
  await tell(context, rows, [], [])
  return rows.length
}

/** What is opened and what is decided by it are one step: a request that somebody else decides meanwhile opens nothing. */
async function approve(
  context: Context,
  asked: readonly RequestRow[],
  decision: Extract<Decision, { is: 'approve' }>,
  { by, name, now }: { readonly by: Decider; readonly name: string; readonly now: number },
): Promise<number> {
  const { db, vault } = context
  const { plan, parts } = await planApproval(context, asked, decision, by, now)
  const words = decision.reason ?? ''
  const classes = await within(db, async (trx) => {
    const changed: (number | undefined)[] = []
    for (const { of, rows } of parts) {
      const { id: approval, classOf } = await keepApproval({ db: trx, vault }, plan, of, now)
      await close({ db: trx, vault }, rows, by, { name, words, state: 'approved', approval }, now)
      changed.push(classOf)
    }
    return changed
  })
  const rows = parts.flatMap((part) => part.rows)
  const persons = parts.flatMap((part) => part.persons)
  await tell(context, rows, persons, classes)
  return rows.length
}

/** To the network manager, who reads what the teacher says. */
async function handOn(
  { db, vault }: Context,
  rows: readonly RequestRow[],
  { lesson, person, actor }: Decider,
  handed: NonNullable<RequestContent['handed']>,
): Promise<void> {
  if (!lesson || person === null)
    throw new Refusal(422, 'invalid', 'Only a teacher hands a request on.', { field: 'decision' })
  await within(db, async (trx) => {
    for (const row of rows) {
      const content = sealRequest(vault, row.person, { ...openRequest(vault, row), handed })
      const set = { handed_by: person, content }
      const { numUpdatedRows } = await trx
        .updateTable('page_requests')
        .set(set)
        .where('id', '=', row.id)
        .where('state', '=', 'open')
        .where('handed_by', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Refusal(409, 'decided', DECIDED)
      await note(trx, actor, 'page-hand-on', String(row.id))
    }
  })
}

interface Closing {
  readonly name: string
  readonly words: string
  readonly state: 'approved' | 'refused'
  readonly approval?: number
}

async function close(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  rows: readonly RequestRow[],
  { lesson, person, actor }: Decider,
  { name, words, state, approval }: Closing,
  now: number,
): Promise<void> {
  const decision = { as: lesson ? ('teacher' as const) : ('network' as const), by: name, reason: words }
  await within(db, async (trx) => {
    for (const row of rows) {
      const content = sealRequest(vault, row.person, { ...openRequest(vault, row), decision })
      const { numUpdatedRows } = await trx
        .updateTable('page_requests')
        .set({ state, decided: now, decided_by: person, approval: approval ?? null, content })
        .where('id', '=', row.id)
        .where('state', '=', 'open')
        // Handed on meanwhile, it is the teacher's no more.
        .where('handed_by', row.handed_by === null ? 'is' : '=', row.handed_by)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw new Refusal(409, 'decided', DECIDED)
      const how = state === 'approved' ? 'page-approve' : 'page-refuse'
      await note(trx, actor, how, approval === undefined ? String(row.id) : `${row.id} approval:${approval}`)
    }
  })
}
