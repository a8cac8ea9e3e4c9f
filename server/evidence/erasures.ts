/** Erasures as people ask for them: one look, one reason, a count, and a second step that types it. */
import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Erasures, ErasureSaid, NewErasure } from '../../lib/protocol/evidence-staff.ts'
import { inBackups } from '../backup/keep.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { pieceOf } from '../db/piece.ts'
import type { ErasuresTable } from '../db/tables/evidence.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { openLook } from '../record/looks.ts'
import type { By } from '../staff/guard.ts'
import { nameOf } from '../staff/members.ts'
import { countErasable } from './erase.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'environment'>

const MINUTES = 10
/** In one answer. */
const PIECE = 50

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
        stopped_by: null,
        reached: null,
      })
      .execute()
    await note(trx, actor, 'erasure-asked', `${id} person:${person} ${rows - held} rows`)
  })
  return { ...(await readErasure(parts, id)), held }
}

/** The second step. What was confirmed is deleted by `carryOut`, now or at the next start. */
export async function confirmErasure(
  parts: Parts,
  by: By,
  { id, rows }: { readonly id: string; readonly rows: number },
  now: number,
): Promise<void> {
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
}

/**
 * Calls off what is left of one that is being carried out: the rest of the rows stays, and what is gone stays gone. Throws a
 * Refusal (409) when all rows are gone already, and (404) when there is none.
 */
export async function stopErasure({ db }: Parts, by: By, id: string): Promise<void> {
  const { person, actor } = by
  if (person === null) throw new Refusal(403, 'nobody', 'An erasure is somebody’s: sign in as yourself.')
  await db.transaction().execute(async (trx) => {
    const known = trx.selectFrom('erasures').select('id').where('id', '=', id)
    if (!(await known.executeTakeFirst())) throw new Refusal(404, 'not-found', 'There is no such erasure.')
    const { numUpdatedRows } = await trx
      .updateTable('erasures')
      .set({ stopped_by: person })
      .where('id', '=', id)
      .where('confirmed', 'is not', null)
      .where('done', 'is', null)
      .where('stopped_by', 'is', null)
      // Of the rows there must be one left.
      .where((e) => e(e.fn.coalesce('reached', 'since'), '<', e.ref('until')))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal(409, 'done', 'There is nothing left of it to stop.')
    await note(trx, actor, 'erasure-stopped', id)
  })
}

/** The newest first; those before one of them, when it is named. Refuses (404) one that is not there. */
export async function listErasures(parts: Parts, before?: string): Promise<Erasures> {
  let query = parts.db.selectFrom('erasures').selectAll().where('confirmed', 'is not', null)
  if (before !== undefined) {
    const last = await parts.db
      .selectFrom('erasures')
      .select('at')
      .where('id', '=', before)
      .executeTakeFirst()
    if (!last) throw new Refusal(404, 'not-found', 'There is no such erasure.')
    query = query.where((e) => e(e.refTuple('at', 'id'), '<', e.tuple(last.at, before)))
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(PIECE + 1)
    .execute()
  const { items, next } = pieceOf(rows, PIECE, ({ id }) => id)
  const backups = await inBackups(parts, Date.now())
  const erasures: ErasureSaid[] = []
  for (const row of items) erasures.push(await sayErasure(parts, row, backups))
  return { erasures, next }
}

/** One of them as it stands. */
export async function readErasure(parts: Parts, id: string): Promise<ErasureSaid> {
  const row = await parts.db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return sayErasure(parts, row, await inBackups(parts, Date.now()))
}

async function sayErasure(
  parts: Parts,
  row: Selectable<ErasuresTable>,
  backups: Awaited<ReturnType<typeof inBackups>>,
): Promise<ErasureSaid> {
  const { id, at, since, until, planned, expires, confirmed, confirmed_by, done, erased, stopped_by } = row
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
    stopped: stopped_by === null ? null : await called(stopped_by),
    inBackups: done === null ? null : backups(done),
  }
}
