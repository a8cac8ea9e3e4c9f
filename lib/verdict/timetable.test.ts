import { yearOf } from '../agreement/missing.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hoursArb, instantArb, periodArb, policyArb } from '../../tests/fixtures/arbitraries.ts'
import { naiveHolds } from '../../tests/fixtures/naive-decide.ts'
import type { Period } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { exactly } from '../time/now.ts'
import { DAY, HOUR, MINUTE } from '../time/zone.ts'
import { isActive } from './moment.ts'
import { nextChange } from './next-change.ts'
import { HORIZON, holds, nextEdge } from './timetable.ts'

const period = (days: number[], from: number, to: number): Period => ({
  name: 'period',
  hours: { days, from, to },
  place: 'any',
  categories: { games: 'allow' },
})

const zoneArb = fc.constantFrom(
  'Europe/London',
  'UTC',
  'Asia/Kathmandu',
  'America/New_York',
  'Australia/Lord_Howe',
)

test('a period holds when the platform’s calendar says so', () => {
  fc.assert(
    fc.property(periodArb, zoneArb, instantArb, (one, zone, at) => {
      expect(holds(one, zone, at)).toBe(naiveHolds(one, zone, at))
    }),
    { numRuns: 2000 },
  )
})

test('the next edge is the first quarter of an hour at which anything changes', () => {
  const STEP = 15 * MINUTE
  fc.assert(
    fc.property(
      fc.array(hoursArb, { minLength: 1, maxLength: 3 }),
      zoneArb,
      instantArb,
      (hours, zone, at) => {
        const periods = hours.map((h) => ({ ...period([], 0, 1), hours: h }))
        const state = (t: number) => periods.map((p) => naiveHolds(p, zone, t)).join()
        let expected: number | undefined
        for (let t = Math.floor(at / STEP) * STEP + STEP; t < at + HORIZON; t += STEP) {
          if (state(t) !== state(t - 1)) {
            expected = t
            break
          }
        }
        expect(nextEdge(periods, zone, at, at + HORIZON)).toBe(expected)
      },
    ),
    { numRuns: 150 },
  )
})

describe('when the clocks change in London', () => {
  const small = [period([7], 60, 120)]
  test('the hour that is skipped is not held', () => {
    const night = Date.UTC(2027, 2, 28)
    expect(nextEdge(small, 'Europe/London', night, night + 12 * HOUR)).toBeUndefined()
  })

  test('the hour that is repeated is held twice, without a break', () => {
    const night = Date.UTC(2026, 9, 25, 0, 30) - HOUR
    expect(nextEdge(small, 'Europe/London', night, night + DAY)).toBe(Date.UTC(2026, 9, 25, 0))
    expect(nextEdge(small, 'Europe/London', Date.UTC(2026, 9, 25, 0), night + DAY)).toBe(
      Date.UTC(2026, 9, 25, 2),
    )
  })

  test('a period that ends within the repeated hour holds again', () => {
    const half = [period([7], 60, 90)]
    const edges: number[] = []
    for (let at = Date.UTC(2026, 9, 24, 12); ;) {
      const edge = nextEdge(half, 'Europe/London', at, Date.UTC(2026, 9, 26))
      if (edge === undefined) break
      edges.push(edge)
      at = edge
    }
    expect(edges).toEqual([0, 30, 60, 90].map((minute) => Date.UTC(2026, 9, 25, 0, minute)))
  })
})

test('a day that ends at midnight goes on into the next', () => {
  const both = [period([1, 2], 0, 1440)]
  expect(nextEdge(both, 'UTC', Date.UTC(2026, 9, 19, 12), Date.UTC(2026, 9, 30))).toBe(Date.UTC(2026, 9, 21))
})

describe('the next change', () => {
  const timed = (policy: EffectivePolicy) => [...policy.unblocks, ...policy.suspensions]

  test('nothing timed changes before it, and something does at it', () => {
    fc.assert(
      fc.property(policyArb, instantArb, (policy, at) => {
        const state = (t: number) =>
          JSON.stringify([
            policy.timetable.map((p) => naiveHolds(p, policy.timeZone, t)),
            timed(policy).map((one) => isActive(one, t)),
            policy.agreement && yearOf(policy.agreement, policy.timeZone, t),
          ])
        const next = nextChange(policy, exactly(at))
        const stop = next ?? at + HORIZON
        for (let t = at; t < stop; t += HOUR / 2) expect(state(t)).toBe(state(at))
        if (next !== undefined) {
          expect(next).toBeGreaterThan(at)
          expect(state(next - 1)).toBe(state(at))
          expect(state(next)).not.toBe(state(at))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('in doubt, the first change on any line of time counts', () => {
    const policy = {
      timeZone: 'UTC',
      timetable: [],
      unblocks: [{ from: 0, until: 10_000 }],
      suspensions: [],
      lessons: [],
      quarantine: [],
      cleared: [{ host: 'fine.test', found: 'game', until: 12_000 }],
    } as unknown as EffectivePolicy
    expect(nextChange(policy, { at: 1000, candidates: [1000, 9000] })).toBe(2000)
    expect(nextChange(policy, exactly(11_000))).toBe(12_000)
    expect(nextChange(policy, exactly(20_000))).toBeUndefined()
    expect(nextChange(policy, exactly(10_000 - 9 * DAY))).toBeUndefined()
  })
})
