/** Makes, lists and lifts holds. Each is audited in the transaction that changes it. */
import type { Selectable } from 'kysely'
import type { HoldSaid, Holds, NewHold } from '../../lib/protocol/evidence-staff.ts'
import { MOST_HOLD_DAYS } from '../../lib/protocol/evidence-staff.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { pieceOf } from '../db/piece.ts'
import type { HoldsTable } from '../db/tables/evidence.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { openLook } from '../record/looks.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Of those that are over, in one answer. */
const PIECE = 50

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

/** Those in force first, then the newest of those that are over; of `before` only what is over and was made before it. */
export async function listHolds(parts: Parts, now: number, before?: string): Promise<Holds> {
  const all = () => parts.db.selectFrom('holds').selectAll().orderBy('id', 'desc')
  const inForce =
    before === undefined ? await all().where('lifted', 'is', null).where('ends', '>', now).execute() : []
  const over = await all()
    .where((e) => e.or([e('lifted', 'is not', null), e('ends', '<=', now)]))
    .where('id', '<', before === undefined ? Number.MAX_SAFE_INTEGER : Number(before))
    .limit(PIECE + 1)
    .execute()
  const { items, next } = pieceOf(over, PIECE, ({ id }) => String(id))
  const holds: HoldSaid[] = []
  for (const row of [...inForce, ...items]) holds.push(await sayHold(parts, row, now))
  return { holds, next }
}

async function sayHold(parts: Parts, row: Selectable<HoldsTable>, now: number): Promise<HoldSaid> {
  const { vault } = parts
  const { id, at, by_person, person, since, until, ends, reason, lifted, lifted_by, lifted_reason } = row
  return {
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
  }
}
