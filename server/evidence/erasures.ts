/** Erasures as people ask for them: one look, one reason, a count, and a second step that types it. */
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { ErasureSaid, NewErasure } from '../../lib/protocol/evidence-staff.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { ErasuresTable } from '../db/tables/evidence.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { openLook } from '../record/looks.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'
import { carryOut, countErasable } from './erase.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const MINUTES = 10
const MOST_LISTED = 200

/** The first step: counts, and deletes nothing. */
export async function planErasure(
  parts: Parts,
  by: By,
  asked: NewErasure,
  now: number,
): Promise<ErasureSaid> {
  const { db, vault } = parts
  const { person: by_person, actor } = by
  if (by_person === null) throw new Refusal(403, 'nobody', 'An erasure is somebody’s: sign in as yourself.')
  const { since, until, words } = asked
  if (until <= since) throw new Refusal(422, 'invalid', 'It must begin before it ends.', { field: 'until' })
  const { person } = await openLook(db, asked.look, by_person, now)
  const { rows, held } = await countErasable(db, { person, since, until }, now)
  const id = randomBytes(16).toString('base64url')
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('erasures')
      .values({
        id,
        at: now,
        by_person,
        person,
        since,
        until,
        reason: vault.seal(words, PLACE_OF.erasure(id)),
        planned: rows - held,
        expires: now + MINUTES * 60_000,
        confirmed: null,
        confirmed_by: null,
        done: null,
        erased: null,
      })
      .execute()
    await note(trx, actor, 'erasure-asked', `${id} person:${person} ${rows - held} rows`)
  })
  return { ...(await readErasure(parts, id)), held }
}

/** The second step: deletes, and answers when it is done. */
export async function confirmErasure(
  parts: Parts,
  by: By,
  { id, rows }: { readonly id: string; readonly rows: number },
  now: number,
): Promise<ErasureSaid> {
  const { db } = parts
  if (by.person === null) throw new Refusal(403, 'nobody', 'An erasure is somebody’s: sign in as yourself.')
  await db.transaction().execute(async (trx) => {
    const found = await trx.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
    if (!found || found.confirmed !== null)
      throw new Refusal(404, 'not-found', 'There is no such erasure to confirm.')
    if (now >= found.expires)
      throw new Refusal(409, 'too-late', `It must be confirmed within ${MINUTES} minutes: begin again.`)
    if (rows !== found.planned)
      throw new Refusal(422, 'count', 'That is not the number of rows: nothing was deleted.', {
        field: 'rows',
      })
    await trx
      .updateTable('erasures')
      .set({ confirmed: now, confirmed_by: by.person })
      .where('id', '=', id)
      .execute()
    await note(trx, by.actor, 'erasure-confirmed', id)
  })
  await carryOut(parts, now)
  return readErasure(parts, id)
}

/** The newest first. */
export async function listErasures(parts: Parts): Promise<ErasureSaid[]> {
  const rows = await parts.db
    .selectFrom('erasures')
    .selectAll()
    .where('confirmed', 'is not', null)
    .orderBy('at', 'desc')
    .limit(MOST_LISTED)
    .execute()
  const said: ErasureSaid[] = []
  for (const row of rows) said.push(await sayErasure(parts, row))
  return said
}

async function readErasure(parts: Parts, id: string): Promise<ErasureSaid> {
  const row = await parts.db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return sayErasure(parts, row)
}

async function sayErasure(parts: Parts, row: Selectable<ErasuresTable>): Promise<ErasureSaid> {
  const { id, at, since, until, planned, expires, confirmed, confirmed_by, done, erased } = row
  const called = async (person: number | null) =>
    person === null ? '' : ((await nameOf(parts, person)) ?? '')
  return {
    id,
    at,
    by: await called(row.by_person),
    pupil: await called(row.person),
    since,
    until,
    words: parts.vault.open(row.reason, PLACE_OF.erasure(id)),
    planned,
    expires,
    confirmed: confirmed === null ? null : { at: confirmed, by: await called(confirmed_by) },
    done,
    erased,
  }
}
