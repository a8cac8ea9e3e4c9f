/** What a row that was weighed does to an alert that is open, or that there is one now. Pure. */
import type { Selectable } from 'kysely'
import { HOUR } from '../../lib/time/zone.ts'
import type { AlertsTable } from '../db/tables/alerts.ts'
import { isMore, type Score } from './score.ts'

export type KeptAlert = Selectable<AlertsTable>

/** A high one that comes while somebody deals with the alert is told again, no oftener than this. */
const TELL_AGAIN = HOUR

export interface Folded {
  readonly at: number
  readonly score: Score
  /** It was counted before: the search itself, after its stop. */
  readonly isTwin: boolean
}

/** An alert as it is made. */
export function madeOf({ at, score }: Folded, now: number) {
  const severity = score.severity ?? 'low'
  return {
    severity,
    state: 'new' as const,
    first: at,
    last: at,
    count: 1,
    made: now,
    changed: now,
    ...waitingFrom(severity === 'low' ? null : now),
    assigned: null,
    reasons: JSON.stringify(score.reasons),
    points: score.points,
  }
}

/** What changes of an open alert. */
export function foldedInto(alert: KeptAlert, { at, score, isTwin }: Folded, now: number): Partial<KeptAlert> {
  const rises = isMore(score.severity, alert.severity)
  const isAnotherHigh =
    score.severity === 'high' && alert.state === 'opened' && !isTwin && now - alert.changed > TELL_AGAIN
  return {
    first: Math.min(alert.first, at),
    last: Math.max(alert.last, at),
    count: alert.count + (isTwin ? 0 : 1),
    ...(score.points > alert.points && {
      points: score.points,
      reasons: JSON.stringify(score.reasons),
    }),
    ...(rises && { severity: score.severity ?? alert.severity }),
    ...((rises || isAnotherHigh) && { state: 'new' as const, changed: now, ...waitingFrom(now) }),
  }
}

const waitingFrom = (waits: number | null) => ({ waits, told: 0, mailed: 0 })
