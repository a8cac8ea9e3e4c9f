/**
 * Looks at a pupil's record. One is on record, with who, whom and why, before it opens anything; it opens one pupil's
 * record, as far back as it says, to whoever began it, for half an hour.
 */
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { USUAL_LOOKS_SHOWN } from '../../lib/policy/looks.ts'
import { LOOK_MINUTES, type LookingRole, type NewLook } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import type { RecordLooksTable } from '../db/tables/record-looks.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import type { By } from '../staff/guard.ts'
import { startOfDays } from './days.ts'
import { isStaff } from './find-pupils.ts'
import { askSecond, type LookUse, needSecond } from './second-yes.ts'
import { isHeldBack, isTold } from './shown-looks.ts'

export type KeptLook = Selectable<RecordLooksTable>
type Parts = Pick<Context, 'db' | 'vault'>

/** What pupils are shown of a look that begins now. */
export const shownNow = async (parts: Parts) => (await policyInForce(parts))?.looksShown ?? USUAL_LOOKS_SHOWN

/** Begins a look. Refuses (404) a number that is no pupil's, (403) whoever is nobody in particular. */
export async function beginLook(
  parts: Parts,
  by: By,
  role: LookingRole,
  asked: NewLook,
  now: number,
): Promise<string> {
  const { db, vault } = parts
  const { person: staff, actor } = by
  if (staff === null)
    throw new Refusal(403, 'nobody', 'A look is somebody’s: sign in with an account of your own.')
  const policy = await policyInForce(parts)
  const id = randomBytes(16).toString('base64url')
  const { person, days, reason, words, enquiry } = asked
  await db.transaction().execute(async (trx) => {
    if ((await isStaff(trx, person)) || !(await isKnown(trx, person)))
      throw new Refusal(404, 'not-found', 'There is no such pupil: search again.', { field: 'person' })
    await trx
      .insertInto('record_looks')
      .values({
        id,
        at: now,
        // Until somebody else has said yes, it opens nothing.
        until: policy?.secondYes === 'looks' ? now : now + LOOK_MINUTES * 60_000,
        staff,
        role,
        person,
        since: startOfDays(zoneOf(policy), now, days),
        reason,
        words: vault.seal(words, PLACE_OF.recordLook(id)),
        shown: policy?.looksShown ?? USUAL_LOOKS_SHOWN,
        enquiry: null,
        enquiry_by: null,
        enquiry_words: null,
        lifted: null,
        lifted_by: null,
      })
      .execute()
    await note(trx, actor, 'record-look', `${id} person:${person} ${days} days, ${reason}, as ${role}`)
    if (policy?.secondYes !== undefined) await askSecond(trx, id, policy.secondYes, actor, now)
    if (enquiry !== undefined) await mark(parts, trx, { id, by, words: enquiry, now })
  })
  return id
}

const isKnown = async (db: Database, person: number): Promise<boolean> =>
  (await db.selectFrom('people').select('person').where('person', '=', person).executeTakeFirst()) !==
  undefined

export const lookOf = (db: Database, id: string): Promise<KeptLook | undefined> =>
  db.selectFrom('record_looks').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * A look that opens something to this person now. Refuses (404) another's as one that is none, (403) one that is over, or
 * that waits for a second person's yes.
 */
export async function openLook(
  db: Database,
  id: string,
  staff: number | null,
  now: number,
  use: LookUse = 'record',
) {
  const look = await lookOf(db, id)
  if (look === undefined || look.staff !== staff) throw unknown()
  await needSecond(db, id, use)
  if (now >= look.until)
    throw new Refusal(403, 'look-over', `A look lasts ${LOOK_MINUTES} minutes: say again why you look.`)
  return look
}

/** Makes a look part of an enquiry, so that the pupil is not shown it. Refuses (409) once they are. */
export const beginEnquiry = (parts: Parts, id: string, by: By, words: string, now: number): Promise<void> =>
  parts.db.transaction().execute(async (trx) => {
    const look = await lookOf(trx, id)
    if (look === undefined) throw unknown()
    if (isTold(look, now))
      throw new Refusal(409, 'told', 'The pupil is shown this look already: that cannot be undone.')
    if (isHeldBack(look)) throw new Refusal(409, 'enquiry', 'It is part of an enquiry already.')
    await mark(parts, trx, { id, by, words, now })
  })

/** The enquiry is over, or never was one: the pupil is shown the look like any other. */
export const endEnquiry = (parts: Parts, id: string, by: By, now: number): Promise<void> =>
  parts.db.transaction().execute(async (trx) => {
    const look = await lookOf(trx, id)
    if (look === undefined) throw unknown()
    if (!isHeldBack(look)) throw new Refusal(409, 'no-enquiry', 'It is part of no enquiry.')
    await trx
      .updateTable('record_looks')
      .set({ lifted: now, lifted_by: by.person })
      .where('id', '=', id)
      .execute()
    await note(trx, by.actor, 'record-enquiry-ended', id)
  })

interface Marked {
  readonly id: string
  readonly by: By
  readonly words: string
  readonly now: number
}

async function mark({ vault }: Parts, trx: Database, { id, by, words, now }: Marked): Promise<void> {
  const enquiry_words = vault.seal(words, PLACE_OF.recordEnquiry(id))
  await trx
    .updateTable('record_looks')
    .set({ enquiry: now, enquiry_by: by.person, enquiry_words, lifted: null, lifted_by: null })
    .where('id', '=', id)
    .execute()
  await note(trx, by.actor, 'record-enquiry', id)
}

const unknown = (): Refusal => new Refusal(404, 'not-found', 'There is no such look.')
