/** Since when, and until when, ordinary visits are recorded: what the pupil is told of it. Pure. */
import type { EffectivePolicy } from '../policy/effective.ts'
import { exactly } from '../time/now.ts'
import type { Now } from '../time/now.ts'
import { DAY } from '../time/zone.ts'
import { HORIZON, nextEdge } from '../verdict/timetable.ts'
import { isRecordingTime } from './redact.ts'

type Policy = Pick<EffectivePolicy, 'recording' | 'timeZone'>

export interface RecordingTime {
  readonly on: boolean
  /** Since when today it is on. */
  readonly since?: number
  /** When it changes next; left out when that is not known, or not within a week. */
  readonly changes?: number
}

/** More edges than a day of any timetable has. */
const MOST_EDGES = 200

export function recordingTime(policy: Policy, now: Now): RecordingTime {
  const on = isRecordingTime(policy, now)
  // While the time is in doubt the strictest holds, and nobody can say until when.
  if (now.candidates.length > 1) return { on }
  const changes = nextChange(policy, now.at, now.at + HORIZON)
  const since = on ? beganAfter(policy, now.at - DAY, now.at) : undefined
  return { on, ...(since !== undefined && { since }), ...(changes !== undefined && { changes }) }
}

/** The next instant after `at` at which recording starts or stops: hours that touch are one stretch. */
function nextChange(policy: Policy, at: number, end: number): number | undefined {
  const periods = policy.recording.hours.map((hours) => ({ hours }))
  const isOn = (instant: number): boolean => isRecordingTime(policy, exactly(instant))
  const before = isOn(at)
  let edge = nextEdge(periods, policy.timeZone, at, end)
  for (let seen = 0; edge !== undefined && isOn(edge) === before && seen < MOST_EDGES; seen += 1)
    edge = nextEdge(periods, policy.timeZone, edge, end)
  return edge !== undefined && isOn(edge) !== before ? edge : undefined
}

/** The last change before `at`. */
function beganAfter(policy: Policy, from: number, at: number): number | undefined {
  let last: number | undefined
  for (
    let edge = nextChange(policy, from, at + 1);
    edge !== undefined;
    edge = nextChange(policy, edge, at + 1)
  )
    last = edge
  return last
}
