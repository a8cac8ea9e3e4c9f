/** That somebody read an alert's words is a look at a pupil's record, beside those that are begun; it opens nothing else. */
import { randomBytes } from 'node:crypto'
import { LOOK_MINUTES } from '../../lib/protocol/record-looks.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { type KeptLook, shownNow } from '../record/looks.ts'
import { isHeldBack } from '../record/shown-looks.ts'
import type { By } from '../staff/guard.ts'
import type { KeptAlert } from './fold.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** What such a look says of why: the number, not the theme. The head reads this, and the head reads no alert. */
const wordsOf = (alert: number): string => `Alert ${alert}`

/**
 * In the caller's transaction. Once in the time that a look lasts; of an alert that is nobody's there is no record. It
 * belongs to the enquiry that the alert is part of: else whoever closes the alert would tell the pupil of that.
 */
export async function noteAlertLook(
  { vault }: Parts,
  trx: Database,
  { id: alert, person, first }: KeptAlert,
  { person: staff, actor }: By,
  now: number,
): Promise<void> {
  if (staff === null)
    throw new Refusal(403, 'nobody', 'A look is somebody’s: sign in with an account of your own.')
  if (person === null) return
  const words = wordsOf(alert)
  const before = (await looksOf(trx, person)).filter(
    (look) => vault.open(look.words, PLACE_OF.recordLook(look.id)) === words,
  )
  if (before.some((look) => look.staff === staff && look.at > now - LOOK_MINUTES * MINUTE)) return
  const id = randomBytes(16).toString('base64url')
  const enquiry = before.findLast(isHeldBack)
  await trx
    .insertInto('record_looks')
    .values({
      id,
      at: now,
      // It is over as it begins.
      until: now,
      staff,
      role: 'dsl',
      person,
      since: first,
      reason: 'alert',
      words: vault.seal(words, PLACE_OF.recordLook(id)),
      shown: await shownNow({ db: trx, vault }),
      ...enquiryOf(vault, enquiry, id, now),
      lifted: null,
      lifted_by: null,
    })
    .execute()
  if (enquiry !== undefined) await note(trx, actor, 'record-enquiry', `${id} with ${enquiry.id}`)
}

/** Whether an alert of this person has a look that is part of an enquiry: whatever tells of one would tell of the look. */
export async function heldBackOf({ db, vault }: Parts, person: number): Promise<(alert: number) => boolean> {
  const looks = (await looksOf(db, person)).filter(isHeldBack)
  const held = new Set(looks.map(({ id, words }) => vault.open(words, PLACE_OF.recordLook(id))))
  return (alert) => held.has(wordsOf(alert))
}

/** All looks at alerts of a person, the oldest first. */
const looksOf = (db: Database, person: number): Promise<KeptLook[]> =>
  db
    .selectFrom('record_looks')
    .selectAll()
    .where('person', '=', person)
    .where('reason', '=', 'alert')
    .orderBy('at')
    .execute()

/** Of an earlier look: by whom it was held back, and in which words. */
function enquiryOf(vault: Parts['vault'], from: KeptLook | undefined, id: string, now: number) {
  if (!from?.enquiry_words) return { enquiry: null, enquiry_by: null, enquiry_words: null }
  const words = vault.open(from.enquiry_words, PLACE_OF.recordEnquiry(from.id))
  return {
    enquiry: now,
    enquiry_by: from.enquiry_by,
    enquiry_words: vault.seal(words, PLACE_OF.recordEnquiry(id)),
  }
}
