/**
 * A pupil's activity over all their devices, the newest first. Along the index by person and time, some rows at a time
 * with a turn of the event loop after each; what is asked for is picked out here, because a database that looks for a
 * rare match in one query holds up everybody. One answer goes through so many rows and says how far it came.
 */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { behindSchema, type RowsQuery, type Timeline } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Gathered, isOwn, ROW_COLUMNS, secretOf, type StoredRow } from './gathered.ts'
import { lessonsOf } from './in-lessons.ts'
import { laterOf } from './later.ts'

type Parts = Pick<Context, 'db' | 'vault'>
type Row = StoredRow & { installation: number }

/** Rows read at once: some milliseconds of the event loop. */
const AT_ONCE = 250
/** Rows gone through for one answer, at most; a search for something rare is asked on. */
const MOST_READ = 5_000
/** Rows in one answer. */
const MOST_ROWS = 50

/** @param of whose record, and from when on */
export async function timeline(
  parts: Parts,
  of: { readonly person: number; readonly since: number },
  asked: RowsQuery,
): Promise<Timeline> {
  const lessonAt = await lessonsOf(parts.db, of)
  const found: Row[] = []
  let last = asked.before === undefined ? undefined : placeOf(asked.before)
  let isOver = false
  for (let read = 0; read < MOST_READ && found.length < MOST_ROWS && !isOver; read += AT_ONCE) {
    const rows = await rowsBefore(parts.db, of, last)
    const gone = rows.findIndex((row) => {
      last = row
      if (fits(parts, row, asked) && (asked.lesson === undefined || lessonAt(row.at) !== null))
        found.push(row)
      return found.length === MOST_ROWS
    })
    isOver = rows.length < AT_ONCE && (gone === -1 || gone === rows.length - 1)
    await setImmediate()
  }
  const devices = await devicesOf(parts.db, found)
  const rows: Timeline['rows'] = []
  const later = await laterOf(parts.db, found)
  for (const row of found) {
    const shown = whole(parts, row, later(row))
    const lesson = lessonAt(row.at)
    if (shown !== undefined)
      rows.push({
        row: shown,
        ...behindOf(parts, row),
        ...(lesson === null ? {} : { lesson }),
        place: textOf(row),
        device: devices.get(row.installation) ?? '',
      })
  }
  return {
    rows,
    next: isOver || last === undefined ? null : textOf(last),
    reached: isOver || last === undefined ? of.since : last.at,
    timeZone: zoneOf(await policyInForce(parts)),
  }
}

/** The place of a row: rows of one moment are in the order of their installations and numbers. */
type Place = Pick<Row, 'at' | 'installation' | 'seq'>

const textOf = ({ at, installation, seq }: Place): string => `${at}.${installation}.${seq}`

function placeOf(text: string): Place {
  const [at = 0, installation = 0, seq = 0] = text.split('.').map(Number)
  return { at, installation, seq }
}

/** Of confirmed installations alone: nobody else's word counts for anything that a pupil did. */
export function rowsQuery(
  db: Database,
  { person, since }: { readonly person: number; readonly since: number },
  before: Place | undefined,
) {
  const query = db
    .selectFrom('counted_rows')
    .select(['installation', ...ROW_COLUMNS])
    .where('person', '=', person)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('installation', 'desc')
    .orderBy('seq', 'desc')
    .limit(AT_ONCE)
  if (before === undefined) return query
  const { at, installation, seq } = before
  return query
    .where('at', '<=', at)
    .where(sql<boolean>`(at, installation, seq) < (${at}, ${installation}, ${seq})`)
}

const rowsBefore = (
  db: Database,
  of: { readonly person: number; readonly since: number },
  before: Place | undefined,
): Promise<Row[]> => rowsQuery(db, of, before).execute()

/** Whether a row is one that is asked for; only of searches is anything opened for it. */
function fits({ vault }: Parts, row: Row, { kind, host, stopped, terms }: RowsQuery): boolean {
  if (row.host === null || !isOwn(row.kind)) return false
  if (kind !== undefined && row.kind !== kind) return false
  if (stopped !== undefined && row.action !== 'block') return false
  if (host !== undefined && !row.host.includes(host.trim().toLowerCase())) return false
  if (terms === undefined || terms.trim() === '') return true
  if (row.kind !== 'search') return false
  const gathered = new Gathered(vault, row.installation)
  gathered.take(row)
  const said = gathered.rows[0]?.terms ?? ''
  return said.toLowerCase().includes(terms.trim().toLowerCase())
}

/** A row with what was said of it later: how long, and which titles. */
function whole({ vault }: Parts, row: Row, later: readonly StoredRow[]) {
  const gathered = new Gathered(vault, row.installation)
  for (const one of [...later, row]) gathered.take(one)
  return gathered.rows[0]
}

/** What stood behind a row, for the lead alone. */
function behindOf({ vault }: Parts, row: Row): Pick<Timeline['rows'][number], 'behind'> {
  const behind = behindSchema.safeParse(secretOf(vault, row.installation, row)).data ?? {}
  return Object.keys(behind).length === 0 ? {} : { behind }
}

/** What the school calls each device; the start of the installation's code where it has no name. */
async function devicesOf(db: Database, rows: readonly Row[]): Promise<Map<number, string>> {
  const ids = [...new Set(rows.map(({ installation }) => installation))]
  if (ids.length === 0) return new Map()
  const found = await db
    .selectFrom('installations')
    .select(['id', 'installation', 'asset_id', 'directory_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    found.map((one) => [one.id, one.asset_id ?? one.directory_id ?? one.installation.slice(0, 8)]),
  )
}
