import { describe, expect, it } from 'vitest'
import type { Hours } from '../policy/document.ts'
import { exactly } from '../time/now.ts'
import { recordingTime } from './recording-time.ts'

const HOUR = 3_600_000
/** Wednesday 25 November 2026, London, where it is as in UTC. */
const MIDNIGHT = Date.UTC(2026, 10, 25)
const WEEKDAYS = [1, 2, 3, 4, 5]
const policy = (...hours: Hours[]) => ({
  recording: { hours, detail: 'least' as const, searchTerms: true },
  timeZone: 'Europe/London',
})
const school = policy({ days: WEEKDAYS, from: 480, to: 960 })
const at = (hour: number, rules = school) => recordingTime(rules, exactly(MIDNIGHT + hour * HOUR))

describe('recording on the school’s clock', () => {
  it('is on to the minute, with its beginning and its end', () => {
    expect(at(10)).toEqual({ on: true, since: MIDNIGHT + 8 * HOUR, changes: MIDNIGHT + 16 * HOUR })
    expect(at(8)).toMatchObject({ on: true, since: MIDNIGHT + 8 * HOUR })
    expect(recordingTime(school, exactly(MIDNIGHT + 8 * HOUR - 1))).toEqual({
      on: false,
      changes: MIDNIGHT + 8 * HOUR,
    })
    expect(at(16)).toEqual({ on: false, changes: MIDNIGHT + 32 * HOUR })
  })

  it('takes hours that touch for one stretch', () => {
    const split = policy(
      { days: WEEKDAYS, from: 480, to: 720 },
      { days: WEEKDAYS, from: 720, to: 900 },
      { days: WEEKDAYS, from: 840, to: 960 },
    )
    expect(at(13, split)).toEqual(at(13))
  })

  it('says no end where there is none, and none that is in doubt', () => {
    expect(at(10, policy({ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }))).toEqual({ on: true })
    expect(at(10, policy())).toEqual({ on: false })
    const now = { at: MIDNIGHT, candidates: [MIDNIGHT, MIDNIGHT + 9 * HOUR] } as const
    expect(recordingTime(school, now)).toEqual({ on: true })
  })
})
