/** The tables of a pack: every row, and one line a day as a case log takes it. */
import type { KeptDays } from '../../../lib/policy/keeping.ts'
import { line, MARK } from '../../../lib/protocol/csv.ts'
import { clockOf, type ReadRow, unlinked } from './words.ts'

/** What a pack is about. */
export interface About {
  readonly pupil: string
  readonly since: number
  readonly until: number
  readonly made: number
  readonly by: string
  /** Why, as it stands in the viewing log. */
  readonly why: string
  readonly timeZone: string
  readonly isCut: boolean
  /** How long the school kept such rows when it was made. */
  readonly keptDays: KeptDays
}

export type PackRow = ReadRow & {
  readonly device: string
  readonly installation: string
  /** A digest of it is in the chain. */
  readonly isProved: boolean
}

const HEADER = [
  'Date',
  'Time',
  'Pupil',
  'What',
  'Site',
  'Words',
  'Categories',
  'Device',
  'Row',
  'Installation',
]

export function rowsTable(rows: readonly PackRow[], { pupil, timeZone }: About): string {
  const clock = clockOf(timeZone)
  const lines = rows.map((row) =>
    line([
      clock.date(row.at),
      clock.time(row.at),
      pupil,
      row.what,
      row.where,
      row.said.join('; '),
      row.categories,
      unlinked(row.device),
      row.seq,
      row.installation,
    ]),
  )
  return MARK + line(HEADER) + lines.join('')
}

/** As the forms of CPOMS and MyConcern ask: whom, when, which kind, what happened, who says so, what was done. */
const LOG_HEADER = [
  'Pupil',
  'Date',
  'Time',
  'Category',
  'Incident',
  'Reported by',
  'Action taken',
  'Attachment',
]
/** Things of a day that are told one by one. */
const MOST_TOLD = 25

export function caseLog(rows: readonly PackRow[], about: About): string {
  const { pupil, timeZone, by } = about
  const clock = clockOf(timeZone)
  const days = new Map<string, PackRow[]>()
  for (const row of rows.filter(({ isNotable }) => isNotable)) {
    const date = clock.date(row.at)
    days.set(date, [...(days.get(date) ?? []), row])
  }
  const lines = [...days].map(([date, own]) =>
    line([
      pupil,
      date,
      clock.time(own[0]?.at ?? 0).slice(0, 5),
      'Online safety',
      incident(own, clock.time),
      by,
      '',
      'The evidence pack that this file is in',
    ]),
  )
  return MARK + line(LOG_HEADER) + lines.join('')
}

function incident(rows: readonly PackRow[], time: (at: number) => string): string {
  const told = rows
    .slice(0, MOST_TOLD)
    .map(({ at, what, where, said }) =>
      [time(at).slice(0, 5), what.toLowerCase(), where, said.join('; ')].filter(Boolean).join(' '),
    )
  const more = rows.length > MOST_TOLD ? [`and ${rows.length - MOST_TOLD} more: see rows.csv`] : []
  return `${rows.length} on record by Kerb. ${[...told, ...more].join('. ')}`
}
