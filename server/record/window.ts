/**
 * A pupil's rows window by window, the newest first, along the index by person and time. What is asked for is picked out
 * by the database, within one window: looking for a rare match in everything would hold up everybody.
 */
import { sql } from 'kysely'
import { OWN_KINDS } from '../../lib/protocol/own-row.ts'
import type { RowsQuery } from '../../lib/protocol/record-looks.ts'
import type { Database } from '../db/open.ts'
import { ROW_COLUMNS, type StoredRow } from './gathered.ts'

/** Rows of a window: some milliseconds of the event loop. */
export const AT_ONCE = 250

export type Row = StoredRow & { installation: number }

/** The place of a row: rows of one moment are in the order of their installations and numbers. */
export type Place = Pick<Row, 'at' | 'installation' | 'seq'>

/** Whose record, and from when on. */
export interface Whose {
  readonly person: number
  readonly since: number
}

/**
 * Of confirmed installations alone: nobody else's word counts for anything that a pupil did. One lower bound of time:
 * of two, the index may be read from the wrong one.
 */
function rowsBefore(db: Database, { person, since }: Whose, before: Place | undefined) {
  const query = db
    .selectFrom('rows')
    .innerJoin('installations', 'installations.id', 'rows.installation')
    .where('installations.state', '=', 'confirmed')
    .where('rows.person', '=', person)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('rows.installation', 'desc')
    .orderBy('seq', 'desc')
  if (before === undefined) return query
  const { at, installation, seq } = before
  return query
    .where('at', '<=', at)
    .where(sql<boolean>`(at, rows.installation, seq) < (${at}, ${installation}, ${seq})`)
}

/** Rows above one that is shown in its place. */
const ABOVE = 8

/** From where a page begins that has this row with some newer ones above it; none where it is among the newest. */
export async function aboveRow(db: Database, { person }: Whose, { at, installation, seq }: Place) {
  const newer = await db
    .selectFrom('rows')
    .select(['at', 'installation', 'seq'])
    .where('person', '=', person)
    .where('at', '>=', at)
    .where(sql<boolean>`(at, installation, seq) > (${at}, ${installation}, ${seq})`)
    .where(KIND, 'in', OWN_KINDS)
    .orderBy('at')
    .orderBy('installation')
    .orderBy('seq')
    .limit(ABOVE + 1)
    .execute()
  return newer.length > ABOVE ? newer.at(-1) : undefined
}

/** The last row of the window that begins before this place; none when the record ends within it. */
export const windowEnd = (db: Database, whose: Whose, before: Place | undefined) =>
  rowsBefore(db, whose, before)
    .select(['at', 'rows.installation', 'seq'])
    .limit(1)
    .offset(AT_ONCE - 1)

/** With the plus no index is read by it: one by kind would lead through every search of the school. */
const KIND = sql<string>`+rows.kind`

/** What is asked for among a window's rows, as far as the database can tell: words are sealed. */
export function inWindow(
  db: Database,
  whose: Whose,
  { before, end }: { readonly before: Place | undefined; readonly end: Place | undefined },
  { kind, host, stopped, terms }: RowsQuery,
) {
  const searched = terms !== undefined && terms.trim() !== ''
  return rowsBefore(db, { ...whose, since: end?.at ?? whose.since }, before)
    .select(['rows.installation', ...ROW_COLUMNS.map((column) => `rows.${column}` as const)])
    .where(KIND, 'in', kind === undefined ? OWN_KINDS : [kind])
    .where('host', 'is not', null)
    .$if(searched, (query) => query.where(KIND, '=', 'search'))
    .$if(stopped !== undefined, (query) => query.where('action', '=', 'block'))
    .$if(host !== undefined, (query) =>
      query.where(sql<boolean>`instr(host, ${host?.trim().toLowerCase()}) > 0`),
    )
    .$if(end !== undefined, (query) =>
      query.where(
        sql<boolean>`(at, rows.installation, seq) >= (${end?.at}, ${end?.installation}, ${end?.seq})`,
      ),
    )
}
