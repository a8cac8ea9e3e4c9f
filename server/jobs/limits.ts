/** How long everything about people is kept. The only place that says so, with the days that pupils are told. Milliseconds. */
import { KEPT_DAYS } from '../../lib/protocol/own-record.ts'
import type { RowKind } from '../../lib/protocol/rows.ts'

const DAY = 86_400_000
/** Twelve months: nothing is kept longer, but for concerns. */
export const LONGEST = KEPT_DAYS.notable * DAY
/** Ordinary browsing. */
export const ORDINARY = KEPT_DAYS.visits * DAY

/** By kind of row; a kind that is added later must be given its time here. */
export const KEPT: Readonly<Record<RowKind | 'unreadable', number>> = {
  visit: ORDINARY,
  stay: ORDINARY,
  title: ORDINARY,
  blocked: LONGEST,
  warned: LONGEST,
  continued: LONGEST,
  search: LONGEST,
  prompt: LONGEST,
  download: LONGEST,
  policy: LONGEST,
  start: LONGEST,
  stop: LONGEST,
  problem: LONGEST,
  lost: LONGEST,
  // That a number could not be read. What came under it may be an ordinary visit: see below.
  unreadable: LONGEST,
}

/** A kind that this version does not know (or a bare number) is left alone. */
export const keptFor = (kind: string): number => (KEPT as Readonly<Record<string, number>>)[kind] ?? Infinity

/**
 * A closed concern, from the day on which something last happened to it: six years, in which a claim can be brought
 * (Limitation Act 1980). What must be kept longer is in the child's own protection file, which is not Kerb's.
 */
export const CONCERN_KEPT = 6 * LONGEST

/** What is kept beside rows that could be read. */
export const KEPT_BESIDE = {
  /** The sealed content of rows that nobody could open, in case their key is found again. */
  unreadableContent: ORDINARY,
  /** Who said to be using an installation that has not been heard of since; whom it stands for stays with it. */
  lastPerson: ORDINARY,
  /** An installation without rows that has not been heard of: one that was thrown away, or that nobody confirmed… */
  endedInstallation: ORDINARY,
  /** …and any other. */
  silentInstallation: LONGEST,
  /** A self-check, which names nobody: a year's proof, and the month in which the yearly review is held. */
  selfCheck: LONGEST + 31 * DAY,
} as const

/** Rows in one write at first, at least and at most: 200 took 7 ms of processor time, and nobody may wait 20. */
export const STEP = { first: 100, least: 20, most: 200 } as const
