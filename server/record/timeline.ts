/**
 * A pupil's activity over all their devices, the newest first: window by window, with a turn of the event loop after each.
 * One answer goes through so many rows and says how far it came.
 */
import { setImmediate } from 'node:timers/promises'
import { behindSchema, type RowsQuery, type Timeline } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Gathered, secretOf, type StoredRow } from './gathered.ts'
import { lessonsOf } from './in-lessons.ts'
import { laterOf } from './later.ts'
import { rowSecretSchema } from './row-secret.ts'
import { AT_ONCE, inWindow, type Place, type Row, type Whose, windowEnd } from './window.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Rows gone through for one answer, at most; a search for something rare is asked on. */
const MOST_READ = 5_000
/** Rows in one answer. */
const MOST_ROWS = 50

export async function timeline(parts: Parts, of: Whose, asked: RowsQuery): Promise<Timeline> {
  const lessonAt = await lessonsOf(parts.db, of)
  const isWanted = (row: Row): boolean =>
    hasWords(parts, row, asked) && (asked.lesson === undefined || lessonAt(row.at) !== null)
  const { found, last, isOver } = await gather(parts, of, asked, isWanted)
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

interface Found {
  readonly found: readonly Row[]
  /** How far it came. */
  readonly last: Place | undefined
  /** To the end of the record. */
  readonly isOver: boolean
}

async function gather(
  { db }: Parts,
  of: Whose,
  asked: RowsQuery,
  isWanted: (row: Row) => boolean,
): Promise<Found> {
  const found: Row[] = []
  let before = asked.before === undefined ? undefined : placeOf(asked.before)
  for (let read = 0; read < MOST_READ && found.length < MOST_ROWS; read += AT_ONCE) {
    const end = await windowEnd(db, of, before).executeTakeFirst()
    const rows = await inWindow(db, of, { before, end }, asked).execute()
    for (const row of rows.filter(isWanted)) {
      if (found.length === MOST_ROWS) return { found, last: found.at(-1), isOver: false }
      found.push(row)
    }
    if (end === undefined) return { found, last: undefined, isOver: true }
    before = end
    await setImmediate()
  }
  return { found, last: before, isOver: false }
}

export const textOf = ({ at, installation, seq }: Place): string => `${at}.${installation}.${seq}`

export function placeOf(text: string): Place {
  const [at = 0, installation = 0, seq = 0] = text.split('.').map(Number)
  return { at, installation, seq }
}

/** Whether the words searched for hold those that are asked for; nothing else is opened for it. */
function hasWords({ vault }: Parts, row: Row, { terms }: RowsQuery): boolean {
  const wanted = terms?.trim().toLowerCase() ?? ''
  if (wanted === '') return true
  const said = rowSecretSchema.safeParse(secretOf(vault, row.installation, row)).data?.terms ?? ''
  return said.toLowerCase().includes(wanted)
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
