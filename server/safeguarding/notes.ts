/**
 * What the team writes at a concern: kept as it came, in its order. Notes are never taken out before the concern is; of
 * records of cases, of which the last counts, the newest stay.
 */
import {
  type ConcernNote,
  concernNoteSchema,
  MOST_NOTES,
  type NoteRequest,
} from '../../lib/protocol/concern-notes.ts'
import type { ConcernState } from '../../lib/protocol/concern-state.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { ConcernNotesTable, ConcernsTable } from '../db/tables/safeguarding.ts'
import { Refusal } from '../errors.ts'
import type { Whose } from './acts.ts'
import { needConcern } from './needed.ts'
import { hourOf, keptTime } from './times.ts'

type Parts = Pick<Context, 'db'>

export async function notesOf(db: Database, concern: string): Promise<ConcernNote[]> {
  const rows = await db
    .selectFrom('concern_notes')
    .select(['id', 'at', 'content'])
    .where('concern', '=', concern)
    .where('kind', '=', 'note')
    .orderBy('number')
    .execute()
  return rows.map(({ id, at, content }) =>
    concernNoteSchema.parse({ id, at, content: JSON.parse(content) as unknown }),
  )
}

type Kept = NoteRequest & { readonly kind: ConcernNotesTable['kind'] }

/** Keeps a note, or a record of a case. The same one again changes nothing. */
export async function addNote(
  { db }: Parts,
  { me, id }: Whose,
  note: Kept,
  now: number,
): Promise<ConcernState> {
  return db.transaction().execute(async (trx) => {
    const concern = await needConcern(trx, me, id)
    await keepNote(trx, concern, note, now)
    return concern.state
  })
}

/** The same in the caller's transaction. @returns false when it was there already */
export async function keepNote(
  trx: Database,
  concern: ConcernsTable,
  { id, kind, content }: Kept,
  now: number,
): Promise<boolean> {
  await needReaders(trx, concern.id, { id, content })
  const there = await trx
    .selectFrom('concern_notes')
    .select(['number', 'id', 'kind'])
    .where('concern', '=', concern.id)
    .orderBy('number', 'desc')
    .execute()
  if (there.some((one) => one.id === id)) return false
  const same = there.filter((one) => one.kind === kind)
  if (kind === 'note' && same.length >= MOST_NOTES)
    throw new Refusal(409, 'full', 'No more notes can be added to this concern.')
  // Of a case only the last record counts: whoever writes many keeps nobody from changing it.
  if (kind === 'case') await drop(trx, concern.id, same.slice(MOST_NOTES - 1))
  const number = (there[0]?.number ?? 0) + 1
  const row = { concern: concern.id, number, id, kind, at: keptTime(concern, now) }
  await trx
    .insertInto('concern_notes')
    .values({ ...row, content: JSON.stringify(content) })
    .execute()
  await trx
    .updateTable('concerns')
    .set({ changed: hourOf(now) })
    .where('id', '=', concern.id)
    .execute()
  return true
}

const drop = (
  trx: Database,
  concern: string,
  old: readonly Pick<ConcernNotesTable, 'number'>[],
): Promise<unknown> =>
  trx
    .deleteFrom('concern_notes')
    .where('concern', '=', concern)
    .where(
      'number',
      'in',
      old.map(({ number }) => number),
    )
    .execute()

/** Whom the pupil left out is not among a concern's keys, and gets nothing that is written at it. */
async function needReaders(trx: Database, concern: string, { content }: NoteRequest): Promise<void> {
  const wraps = await trx.selectFrom('concern_wraps').select('key').where('concern', '=', concern).execute()
  const may = new Set(wraps.map(({ key }) => key))
  if (content.to.every(({ key }) => may.has(key))) return
  throw new Refusal(409, 'no-reader', 'It is sealed to a key that does not read this concern.', {
    field: 'content.to',
  })
}
