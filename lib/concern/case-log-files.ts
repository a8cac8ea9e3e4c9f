/** Concerns that were taken out, as the files that people enter into a case log. */
import { line, MARK } from '../protocol/csv.ts'
import type { LogEntry, Logged } from './case-log.ts'

/** In English, whatever the page speaks: it is what CPOMS and MyConcern call them. */
const COLUMNS: Readonly<Record<keyof LogEntry, string>> = {
  date: 'Date',
  time: 'Time',
  pupil: 'Pupil',
  group: 'Group',
  category: 'Category',
  incident: 'Incident',
  page: 'Page title',
  pageAddress: 'Page address (not a link)',
  picture: 'Picture',
  helpToday: 'Help needed today',
  actionTaken: 'Action taken',
  outcome: 'Outcome',
  inHand: 'Assigned to',
  linkedStaff: 'Linked staff',
  state: 'State',
  received: 'Received',
  receiptNumber: 'Receipt number',
  case: 'Case',
  leftOut: 'Notes left out',
}
const KEYS = Object.keys(COLUMNS) as (keyof LogEntry)[]

/** One line for each concern. */
export const csvOf = (all: readonly Logged[]): string =>
  MARK +
  line(KEYS.map((key) => COLUMNS[key])) +
  all.map(({ entry }) => line(KEYS.map((key) => entry[key]))).join('')

export interface About {
  readonly school: string
  /** Who took it out. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
}

export const jsonOf = (all: readonly Logged[], { school, by, at }: About): string =>
  `${JSON.stringify(
    {
      format: 'kerb-concerns',
      version: 1,
      school,
      exported: { by, at: new Date(at).toISOString() },
      concerns: all.map(({ entry, ...rest }) => ({ ...entry, ...rest })),
    },
    null,
    2,
  )}\n`
