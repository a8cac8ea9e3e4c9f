/** Makes, lists and lifts holds. Each is audited in the transaction that changes it. */
import type { HoldSaid, NewHold } from '../../lib/protocol/evidence-staff.ts'
import { MOST_HOLD_DAYS } from '../../lib/protocol/evidence-staff.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { openLook } from '../record/looks.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const MOST_LISTED = 500

export const makeHold = ({ db, vault }: Parts, by: By, asked: NewHold, now: number): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const { since, until, ends, words } = asked
    if (until < since) throw new Refusal(422, 'invalid', 'It must begin before it ends.', { field: 'until' })
    if (ends <= now || ends > now + MOST_HOLD_DAYS * DAY)
      throw new Refusal(422, 'invalid', 'Say when it ends: within three years. It can be made again.', {
        field: 'ends',
      })
    const look = asked.look === undefined ? null : await openLook(trx, asked.look, by.person, now)
    const { id } = await trx
      .insertInto('holds')
      .values({
        at: now,
        by_person: by.person,
        person: look?.person ?? null,
        since,
        until,
        ends,
        reason: vault.seal(words, PLACE_OF.hold(now)),
        lifted: null,
        lifted_by: null,
        lifted_reason: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await note(trx, by.actor, 'hold', `${id} ${look ? `person:${look.person}` : 'everybody'} until ${ends}`)
    return id
  })

export const liftHold = (
  { db, vault }: Parts,
  by: By,
  id: number,
  words: string,
  now: number,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('holds')
      .set({ lifted: now, lifted_by: by.person, lifted_reason: vault.seal(words, PLACE_OF.holdLifted(id)) })
      .where('id', '=', id)
      .where('lifted', 'is', null)
      .where('ends', '>', now)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal(404, 'not-found', 'There is no such hold in force.')
    await note(trx, by.actor, 'hold-lifted', String(id))
  })

/** Those in force first, the newest first. */
export async function listHolds(parts: Parts, now: number): Promise<HoldSaid[]> {
  const { db, vault } = parts
  const rows = await db.selectFrom('holds').selectAll().orderBy('id', 'desc').limit(MOST_LISTED).execute()
  const holds: HoldSaid[] = []
  for (const {
    id,
    at,
    by_person,
    person,
    since,
    until,
    ends,
    reason,
    lifted,
    lifted_by,
    lifted_reason,
  } of rows) {
    holds.push({
      id,
      at,
      by: by_person === null ? '' : ((await nameOf(parts, by_person)) ?? ''),
      pupil: person === null ? null : ((await nameOf(parts, person)) ?? ''),
      since,
      until,
      ends,
      words: vault.open(reason, PLACE_OF.hold(at)),
      lifted:
        lifted === null || lifted_reason === null
          ? null
          : {
              at: lifted,
              by: lifted_by === null ? '' : ((await nameOf(parts, lifted_by)) ?? ''),
              words: vault.open(lifted_reason, PLACE_OF.holdLifted(id)),
            },
      holds: lifted === null && ends > now,
    })
  }
  return holds.toSorted((a, b) => Number(b.holds) - Number(a.holds))
}
