/** What alerts are weighed by: the defaults of every school, in one table. Points. */
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { Severity, Theme } from '../../lib/policy/themes.ts'
import { DAY, HOUR, MINUTE } from '../../lib/time/zone.ts'

/** From so many points on. Under the last there is no alert: the row is in the record, and counts when it comes again. */
export const FROM = { high: 8, medium: 5, low: 4 } as const

/** What the words, or the page, weigh by themselves. */
export const BASE: Readonly<Record<Severity, number>> = { high: 9, medium: 4, low: 1 }

/** What belongs to every class gossip weighs less until it comes again; ways round the filter are a network matter. */
export const OF_THEME: Readonly<Record<Theme, number>> = {
  suicide: 1,
  'self-harm': 1,
  exploitation: 1,
  extremism: 1,
  weapons: 0,
  eating: 1,
  violence: -1,
  sexual: -2,
  drugs: -1,
  bullying: 0,
  hate: -1,
  gambling: -2,
  bypass: -3,
}

/** Nothing that a school teaches, and no lesson, makes these weigh less than they do by themselves. */
export const FLOORED: ReadonlySet<Theme> = new Set(['suicide', 'self-harm', 'exploitation'])

/** Pages that were stopped: what they are of, and how much that weighs. Others are in the record alone. */
export const OF_PAGE: Readonly<Partial<Record<CategoryId, { theme: Theme; severity: Severity }>>> = {
  'self-harm': { theme: 'self-harm', severity: 'medium' },
  extremism: { theme: 'extremism', severity: 'medium' },
  'stranger-chat': { theme: 'exploitation', severity: 'low' },
  adult: { theme: 'sexual', severity: 'low' },
  vawg: { theme: 'hate', severity: 'low' },
  weapons: { theme: 'weapons', severity: 'low' },
  violence: { theme: 'violence', severity: 'low' },
  drugs: { theme: 'drugs', severity: 'low' },
  hate: { theme: 'hate', severity: 'low' },
}

export const CONTEXT = {
  /** Asks for help, in a theme that has no floor. */
  help: 1,
  /** A lesson ran. */
  lesson: -2,
  /** The guard suspects, and is not sure. */
  suspicion: -1,
  /** For each other sitting in the days before; together at most so much. */
  again: 0.5,
  mostAgain: 1.5,
  mostAgainFloored: 3,
  /** On three days or more. */
  days: 0.5,
  daysFloored: 2,
} as const
export const MANY_DAYS = 3

/** A stopped search comes as two rows: so close together, they are one. Milliseconds. */
export const TWIN = 5_000

/** Somebody who was shown the very same before said that it was wrong; and that, for all that comes in such a way. */
export const LEARNED = { same: -6, kind: -0.5, mostKind: -2 } as const

/** Folded into one alert, and counted as coming again. */
export const WINDOW = 7 * DAY
/** What lies closer together is one sitting. */
export const SITTING = 2 * MINUTE
/** In a lesson, which is about one thing. */
export const LESSON_SITTING = HOUR
/** New alerts of one device in a day that may name somebody: a device that was rewritten could name a whole school. */
export const MOST_NEW_A_DAY = 20
