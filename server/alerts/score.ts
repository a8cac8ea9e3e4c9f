/** How much one row weighs where it stands, with the reasons. Pure: whoever is told can check each of them. */
import { SEVERITIES, type Severity, type Theme } from '../../lib/policy/themes.ts'
import type { How, Reason } from '../../lib/protocol/alerts.ts'
import { BASE, CONTEXT, FLOORED, FROM, LEARNED, MANY_DAYS, OF_THEME } from './weights.ts'

export interface Weighed {
  readonly theme: Theme
  /** By the words, or the page, alone. */
  readonly severity: Severity
  readonly how: How
  /** It was for help. */
  readonly help: boolean
  /** The guard is not sure what the page is. */
  readonly suspicion: boolean
}

/** What stands around it. */
export interface Around {
  /** A lesson of the pupil's ran. */
  readonly inLesson: boolean
  /** Other sittings with the same theme in the days before. */
  readonly sittings: number
  /** Days with it, this one among them. */
  readonly days: number
  /** How often somebody said of the very same, and of what comes in such a way, that it was wrong. */
  readonly learned: { readonly same: number; readonly kind: number }
}

export interface Score {
  readonly points: number
  /** Null: no alert. */
  readonly severity: Severity | null
  readonly reasons: readonly Reason[]
}

export function score(row: Weighed, around: Around): Score {
  const floored = FLOORED.has(row.theme)
  const self = bySelf(row, floored)
  const reasons = [...self, ...byContext(row, around, floored), ...byLearning(around)]
  const floor = sum(self)
  const all = sum(reasons)
  if (floored && all < floor) reasons.push({ why: 'floor', points: floor - all })
  const points = sum(reasons)
  return { points, severity: severityOf(points), reasons }
}

/** What it weighs whatever stands around it: the floor of a theme that has one. */
function bySelf({ theme, severity, suspicion }: Weighed, floored: boolean): Reason[] {
  const reasons: Reason[] = [{ why: 'device', points: BASE[severity] }]
  if (OF_THEME[theme] !== 0) reasons.push({ why: 'theme', points: OF_THEME[theme] })
  if (suspicion && !floored) reasons.push({ why: 'suspicion', points: CONTEXT.suspicion })
  return reasons
}

function byContext({ help }: Weighed, { inLesson, sittings, days }: Around, floored: boolean): Reason[] {
  const reasons: Reason[] = []
  if (help) reasons.push({ why: 'help', points: floored ? 0 : CONTEXT.help })
  if (inLesson) reasons.push({ why: 'lesson', points: floored ? 0 : CONTEXT.lesson })
  if (sittings > 0) {
    const most = floored ? CONTEXT.mostAgainFloored : CONTEXT.mostAgain
    reasons.push({ why: 'again', points: Math.min(sittings * CONTEXT.again, most), count: sittings })
  }
  if (days >= MANY_DAYS)
    reasons.push({ why: 'days', points: floored ? CONTEXT.daysFloored : CONTEXT.days, count: days })
  return reasons
}

function byLearning({ learned }: Around): Reason[] {
  const reasons: Reason[] = []
  if (learned.same > 0) reasons.push({ why: 'learned-same', points: LEARNED.same })
  if (learned.kind > 0)
    reasons.push({ why: 'learned-kind', points: Math.max(LEARNED.mostKind, learned.kind * LEARNED.kind) })
  return reasons
}

const sum = (reasons: readonly Reason[]): number => reasons.reduce((all, { points }) => all + points, 0)

const severityOf = (points: number): Severity | null =>
  points >= FROM.high ? 'high' : points >= FROM.medium ? 'medium' : points >= FROM.low ? 'low' : null

const rank = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity))
/** The first weighs more than the second. */
export const isMore = (one: Severity | null, other: Severity | null): boolean => rank(one) > rank(other)
