/** Alerts, what they are made of, what was done with them, and what that taught. Times in epoch milliseconds. */
import type { Generated } from 'kysely'
import type { Severity, Theme } from '../../../lib/policy/themes.ts'
import type { ACTS, AlertState, How } from '../../../lib/protocol/alerts.ts'

/** What a row says of a theme. It goes with the row. */
export interface AlertSignalsTable {
  installation: number
  seq: number
  at: number
  received: number
  /** A number of `people`; null where nobody was known. */
  person: number | null
  theme: Theme
  severity: Severity
  how: How
  help: number
  suspicion: number
  stop: number
  same: Uint8Array | null
  /** 0: it waits to be weighed. 2: it came from an installation that the school had not confirmed. 3: set aside, as weighing failed. */
  judged: number
  /** A lesson of the pupil's ran. */
  lesson: number
  /** What it weighed; null where it counts for nothing: known to be wrong, of staff, or counted with its search. */
  points: number | null
  alert: number | null
}

export interface AlertsTable {
  id: Generated<number>
  /** Null where nobody was known: then it is the installation's. */
  person: number | null
  /** Of its first row. */
  installation: number
  theme: Theme
  severity: Severity
  state: AlertState
  first: number
  last: number
  count: number
  /** When it was made; when something last happened to it. */
  made: number
  changed: number
  /** Since when it waits to be opened; null once somebody has, and for low ones. */
  waits: number | null
  /** How often its readers were told again. */
  told: number
  /** 1: the first mail is in the outbox. */
  mailed: number
  assigned: number | null
  /** Of its weightiest row, as JSON. */
  reasons: string
  points: number
}

export interface AlertActsTable {
  id: Generated<number>
  alert: number
  at: number
  by: number | null
  act: (typeof ACTS)[number]
  /** Of an assignment: to whom. */
  to: number | null
  /** What became of it, and in whose words; sealed. */
  content: Uint8Array | null
}

/** What a dismissal taught. */
export interface AlertLearnedTable {
  id: Generated<number>
  alert: number
  at: number
  by: number | null
  what: 'same' | 'kind'
  theme: Theme
  how: How
  severity: Severity
  /** Of `same`: as in the signals. */
  same: Uint8Array | null
  /** Of `same`: the words or the site; sealed. */
  content: Uint8Array | null
  ended: number | null
  ended_by: number | null
}
