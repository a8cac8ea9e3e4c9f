/**
 * How long everything about people is kept, but for what the school sets itself (see keeping/). The only place that says so.
 * Milliseconds.
 */
import { type KeepingKind, MOST_DAYS, USUAL_DAYS } from '../../lib/policy/keeping.ts'
import type { RowKind } from '../../lib/protocol/rows.ts'
import { DAY } from '../../lib/time/zone.ts'

/** Twelve months: nothing is kept longer, but for concerns. */
export const LONGEST = MOST_DAYS * DAY
/** Ordinary browsing, while the school has set nothing else. */
export const ORDINARY = USUAL_DAYS.visits * DAY

/** Which time a kind of row goes by; a kind that is added later must be given its own here. */
export const KIND_OF: Readonly<Record<RowKind | 'unreadable', KeepingKind>> = {
  visit: 'visits',
  stay: 'visits',
  title: 'visits',
  blocked: 'stops',
  warned: 'stops',
  continued: 'stops',
  search: 'searches',
  // Nothing but what sounded unsafe is a row of this kind.
  prompt: 'safety',
  download: 'files',
  policy: 'notes',
  start: 'notes',
  stop: 'notes',
  problem: 'notes',
  lost: 'notes',
  // That a number could not be read. What came under it may be an ordinary visit: see below.
  unreadable: 'notes',
}

/**
 * A closed concern, from the day on which something last happened to it: six years, in which a claim can be brought
 * (Limitation Act 1980). What must be kept longer is in the child's own protection file, which is not Kerb's.
 */
export const CONCERN_KEPT = 6 * LONGEST

/** What is kept beside rows that could be read. */
export const KEPT_BESIDE = {
  /** The sealed content of rows that nobody could open, in case their key is found again; no longer than visits are. */
  unreadableContent: ORDINARY,
  /** Who said to be using an installation that has not been heard of since; whom it stands for stays with it. */
  lastPerson: ORDINARY,
  /** An installation without rows that has not been heard of: one that was thrown away, or that nobody confirmed… */
  endedInstallation: ORDINARY,
  /** …and any other. */
  silentInstallation: LONGEST,
  /** A self-check, which names nobody: a year's proof, and the month in which the yearly review is held. */
  selfCheck: LONGEST + 31 * DAY,
  /** Which device was asked for one by schedule that came to no end: longer than one is looked for. */
  selfCheckAsk: 14 * DAY,
} as const

/** Rows in one write at first, at least and at most: 200 took 7 ms of processor time, and nobody may wait 20. */
export const STEP = { first: 100, least: 20, most: 200 } as const
