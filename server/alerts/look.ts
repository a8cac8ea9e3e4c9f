/** That somebody read an alert's words is a look at a pupil's record, beside those that are begun; it opens nothing else. */
import { randomBytes } from 'node:crypto'
import { LOOK_MINUTES } from '../../lib/protocol/record-looks.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { shownNow } from '../record/looks.ts'
import type { By } from '../staff/guard.ts'
import type { KeptAlert } from './fold.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** In the caller's transaction. Once in the time that a look lasts; of an alert that is nobody's there is no record. */
export async function noteAlertLook(
  { vault }: Parts,
  trx: Database,
  { id: alert, person, first }: KeptAlert,
  { person: staff }: By,
  now: number,
): Promise<void> {
  if (staff === null)
    throw new Refusal(403, 'nobody', 'A look is somebody’s: sign in with an account of your own.')
  if (person === null) return
  // Its number, not its theme: the head reads this, and the head reads no alert.
  const words = `Alert ${alert}`
  const before = await trx
    .selectFrom('record_looks')
    .select(['id', 'words'])
    .where('staff', '=', staff)
    .where('person', '=', person)
    .where('reason', '=', 'alert')
    .where('at', '>', now - LOOK_MINUTES * MINUTE)
    .execute()
  if (before.some((look) => vault.open(look.words, PLACE_OF.recordLook(look.id)) === words)) return
  const id = randomBytes(16).toString('base64url')
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
      enquiry: null,
      enquiry_by: null,
      enquiry_words: null,
      lifted: null,
      lifted_by: null,
    })
    .execute()
}
