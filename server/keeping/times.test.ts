/** What goes when, held against the plainest way to say it. */
import { fc, test } from '@fast-check/vitest'
import { expect, it } from 'vitest'
import { USUAL_DAYS } from '../../lib/policy/keeping.ts'
import { DAY } from '../../lib/time/zone.ts'
import { type Change, cutOf, daysOf, toldOf, toldSince, waitingOf } from './times.ts'

const change = (
  id: number,
  at: number,
  before: number,
  days: number,
  more: Partial<Change> = {},
): Change => ({
  id,
  kind: 'visits',
  at,
  before,
  days,
  starts: at + DAY,
  done: null,
  taken: null,
  ...more,
})

/** The shortest that was in force at any time since a row was written. */
function naiveDays(changes: readonly Change[], at: number, now: number): number {
  const begun = changes.filter(({ starts, taken }) => starts <= now && taken === null)
  const atRow = begun.findLast(({ starts }) => starts <= at)?.days ?? USUAL_DAYS.visits
  return Math.min(atRow, ...begun.filter(({ starts }) => starts > at).map(({ days }) => days))
}

const past = fc.array(
  fc.record({
    apart: fc.integer({ min: 1, max: 60 }),
    days: fc.integer({ min: 7, max: 365 }),
    isTaken: fc.boolean(),
  }),
  { maxLength: 5 },
)

test.prop([past, fc.integer({ min: 1, max: 500 })])(
  'a row goes after the shortest time that was in force since it was written',
  (steps, today) => {
    const changes: Change[] = []
    let at = 0
    for (const { apart, days, isTaken } of steps) {
      at += DAY * apart
      const before = changes.at(-1)?.days ?? 30
      changes.push(change(changes.length + 1, at, before, days, isTaken ? { taken: at } : {}))
    }
    const now = DAY * today
    const cut = cutOf(changes, 'visits', now)
    const rows = Array.from({ length: 400 }, (_, i) => now - i * (DAY + 1))
    expect(rows.filter((row) => row < cut !== row < now - naiveDays(changes, row, now) * DAY)).toEqual([])
  },
)

it('another kind is as it was', () => {
  const changes = [change(1, 0, 30, 7)]
  expect(cutOf(changes, 'stops', 400 * DAY)).toBe(35 * DAY)
  expect(daysOf(changes, 'searches', 400 * DAY)).toBe(365)
})

it('what is longer is told at once, before anything is kept longer', () => {
  const longer = change(1, 0, 30, 90)
  expect(toldOf([longer], 'visits', 1)).toBe(90)
  expect(daysOf([longer], 'visits', 1)).toBe(30)
  expect(daysOf([longer], 'visits', DAY)).toBe(90)
  expect(toldSince(longer)).toBe(0)
  expect(toldOf([{ ...longer, taken: 2 }], 'visits', 3)).toBe(30)
})

it('what is shorter is told once it is done, and not before', () => {
  const shorter = change(1, 0, 30, 7)
  expect(waitingOf([shorter], 'visits', 1)).toBe(shorter)
  expect(toldOf([shorter], 'visits', 1)).toBe(30)
  expect(daysOf([shorter], 'visits', DAY)).toBe(7)
  expect(toldOf([shorter], 'visits', DAY)).toBe(30)
  expect(toldSince(shorter)).toBeNull()
  expect(toldOf([{ ...shorter, done: DAY + 5 }], 'visits', 2 * DAY)).toBe(7)
})
