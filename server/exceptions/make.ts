/** Unblocks and suspensions: made and ended. They end by themselves, too; each is on the audit. */
import { isLocked } from '../../lib/policy/categories.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import type { NewSuspension, NewUnblock, Whom } from '../../lib/protocol/exceptions.ts'
import { pupilsOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { PolicyExceptionsTable } from '../db/tables/policy-editor.ts'
import { within } from '../db/within.ts'
import { policyInForce } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { isStaff } from '../record/find-pupils.ts'
import type { By } from '../staff/guard.ts'
import { type Content, type ForWhom, sealContent } from './content.ts'

type Kind = PolicyExceptionsTable['kind']

/** Longer than any course of study; a pause of a whole school year is another decision. */
const LONGEST: Readonly<Record<Kind, number>> = { unblock: 366 * 86_400_000, suspension: 92 * 86_400_000 }
const MOST_ACTIVE = 500

export async function openForSomebody(
  context: Context,
  wanted: NewUnblock,
  by: By,
  now: number,
): Promise<void> {
  needEnd('unblock', wanted.until, now)
  const lists = shippedLists()
  for (const { host, action } of wanted.entries) {
    if (action !== 'allow')
      throw new Refusal(422, 'invalid', 'An unblock opens: it blocks nothing.', { field: 'entries' })
    if (lists.isIllegal(host) || [...lists.categoriesOf(host)].some(isLocked))
      throw new Refusal(422, 'never', 'Nobody can open what is illegal.', { field: 'entries' })
  }
  const whom = await numbersOf(context, wanted.whom)
  const content = { entries: [...wanted.entries], open: [], reason: wanted.reason }
  await keep(context, 'unblock', whom, content, { until: wanted.until, by, now })
}

export async function pause(context: Context, wanted: NewSuspension, by: By, now: number): Promise<void> {
  needEnd('suspension', wanted.until, now)
  const whom = await numbersOf(context, { person: wanted.person })
  if (whom.person !== null && (await isStaff(context.db, whom.person)))
    throw new Refusal(422, 'staff', 'This is a member of staff: take their role away instead.', {
      field: 'person',
    })
  const { reason, talkTo, open } = wanted
  const content = { entries: [], open: [...open], reason, talkTo }
  await keep(context, 'suspension', whom, content, { until: wanted.until, by, now })
}

function needEnd(kind: Kind, until: number, now: number): void {
  if (until <= now || until > now + LONGEST[kind])
    throw new Refusal(
      422,
      'invalid',
      kind === 'unblock'
        ? 'Choose an end from now on, within a year.'
        : 'Choose an end from now on, within three months.',
      { field: 'until' },
    )
}

const NOBODY = { person: null, class: null, policy_group: null }

/** Refuses (422) whom nobody here knows: a slip in an address would open or pause nothing, and nobody would notice. */
async function numbersOf(context: Context, whom: Whom): Promise<ForWhom> {
  const { db, people } = context
  if ('person' in whom) {
    const person = await people.find(db, whom.person)
    if (person === null)
      throw new Refusal(422, 'unknown', 'Nobody with this address is known here: look at its spelling.', {
        field: 'person',
      })
    return { ...NOBODY, person }
  }
  if ('class' in whom) {
    const row = await db
      .selectFrom('classes')
      .select('id')
      .where('id', '=', whom.class)
      .where('ended', 'is', null)
      .executeTakeFirst()
    if (!row) throw new Refusal(422, 'unknown', 'There is no such class.', { field: 'class' })
    return { ...NOBODY, class: row.id }
  }
  const policy = await policyInForce(context)
  if (!policy || !Object.hasOwn(policy.groups, whom.group))
    throw new Refusal(422, 'unknown', 'The policy in force has no such group.', { field: 'group' })
  return { ...NOBODY, policy_group: whom.group }
}

async function keep(
  context: Context,
  kind: Kind,
  whom: ForWhom,
  content: Content,
  { until, by, now }: { readonly until: number; readonly by: By; readonly now: number },
): Promise<void> {
  const { db, vault } = context
  await within(db, async (trx) => {
    const active = trx.selectFrom('policy_exceptions').where('ended', 'is', null).where('until', '>', now)
    const { count } = await active
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MOST_ACTIVE)
      throw new Refusal(
        409,
        'many',
        'Very many hold at once: end some, or put what is for all into the policy.',
      )
    const { id } = await trx
      .insertInto('policy_exceptions')
      .values({
        kind,
        ...whom,
        at: now,
        until,
        ended: null,
        ended_by: null,
        decided_by: by.person,
        content: sealContent(vault, whom, content),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await note(trx, by.actor, kind, String(id))
  })
  await tell(context, whom)
}

/** Ends one now. Refuses (404) what there is not. Ending it twice is harmless. */
export async function endException(
  context: Context,
  kind: Kind,
  id: number,
  by: By,
  now: number,
): Promise<void> {
  const row = await within(context.db, async (trx) => {
    const found = await trx
      .selectFrom('policy_exceptions')
      .selectAll()
      .where('id', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirst()
    if (!found) throw new Refusal(404, 'not-found', `There is no such ${kind}.`)
    if (found.ended !== null || found.until <= now) return undefined
    const ended = { ended: now, ended_by: by.person }
    await trx.updateTable('policy_exceptions').set(ended).where('id', '=', id).execute()
    await note(trx, by.actor, `${kind}-end`, String(id))
    return found
  })
  if (row) await tell(context, row)
}

/** Devices ask at once what is new for them. */
async function tell({ db, live }: Context, { person, class: classId }: ForWhom): Promise<void> {
  if (person !== null) live.hub.news([person])
  else if (classId !== null) live.hub.news((await pupilsOf(db, classId)).map((one) => one.person))
  else live.hub.newsToAll()
}
