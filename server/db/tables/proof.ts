/** The page for parents, self-checks, and the yearly review. */
import type { Generated } from 'kysely'
import type { NotNow, Often } from '../../../lib/protocol/self-check-plans.ts'

/** At most one row. */
export interface PublicPageTable {
  one: 1
  on: 0 | 1
  contact: string
  /** JSON of what groups are called. */
  groups: string
  changed: number
}

export interface SelfChecksTable {
  id: Generated<number>
  /** Null once the installation is forgotten. */
  installation: number | null
  /** The run's own name, made on the device: one that is sent again is kept once. */
  run: string
  /** By the device's clock. */
  at: number
  received: number
  how: string
  /** Empty: it is no group's proof. */
  policy_group: string
  /** Another group that the device said it is of; stays once somebody has counted it. */
  claimed: string | null
  age_group: string
  place: string
  extension: string
  browser: string
  policy: string | null
  lists: string | null
  cases: number
  failed: number
  unsure: number
  /** JSON. */
  results: string
}

/** What the school wants tried beside Kerb's own cases. */
export interface SelfCheckAddressesTable {
  id: Generated<number>
  address: string
  expected: 'stopped' | 'open'
  label: string
  added: number
}

/** How often a group is checked by schedule, and when. */
export interface SelfCheckPlansTable {
  policy_group: string
  often: Often
  /** 1 is Monday. */
  weekday: number
  /** After midnight, by the school's clock. */
  minute: number
  /** When it was set: the first is due after that. */
  since: number
}

/** A check that was due and is over. */
export interface SelfCheckRoundsTable {
  policy_group: string
  /** When it was due. */
  slot: number
  ended: number
  made: 0 | 1
}

/** A device that was asked for one. */
export interface SelfCheckAsksTable {
  run: string
  policy_group: string
  slot: number
  installation: number
  asked: number
  until: number
  /** Null while the device is asked. */
  ended: number | null
  /** `no-proof`: it could tell too little, or is of another group by now. `silent`: it did nothing in time. */
  why: 'no-proof' | 'silent' | NotNow | null
}

export interface AccountableTable {
  post: string
  /** Sealed. */
  name: Uint8Array
  changed: number
}

export interface ReviewsTable {
  id: Generated<number>
  /** The day, as 2026-11-24. */
  held: string
  why: string
  /** Who took part and what was found, sealed. */
  content: Uint8Array
  made: number
}

export interface ReviewActionsTable {
  id: Generated<number>
  review: number
  /** What is to be done and by whom, sealed. */
  content: Uint8Array
  due: string
  done: number | null
  /** What came of it, sealed. */
  outcome: Uint8Array | null
}

/** The school's own words to a row of the scorecard. */
export interface ReviewAnswersTable {
  row: string
  words: Uint8Array
  changed: number
}

/** How the fleet stood at the end of a day. */
export interface FleetDaysTable {
  /** From the epoch, in UTC. */
  day: number
  confirmed: number
  /** Of those, within the day. */
  heard: number
  enforcing: number
}
