import { fc, test as property } from '@fast-check/vitest'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { DAY, localTime, stretchAt } from './zone.ts'

const zones = Intl.supportedValuesOf('timeZone')
const FIRST = Date.UTC(2024, 0, 1)
const LAST = Date.UTC(2040, 0, 1)

const theirs = (zone: string, at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

describe('local time', () => {
  property.prop([fc.constantFrom(...zones), fc.integer({ min: FIRST, max: LAST })], { numRuns: 300 })(
    'is what Temporal says, in every zone',
    (zone, at) => {
      const stretch = stretchAt(zone, at)
      const there = theirs(zone, at)
      expect(stretch).toMatchObject({ offset: there.offsetNanoseconds / 1_000_000 })
      if (!stretch) return
      expect(stretch.from <= at && at < stretch.to).toBe(true)
      expect(localTime(stretch, at)).toEqual({
        weekday: there.dayOfWeek,
        minute: there.hour * 60 + there.minute,
      })
      // No change inside, and where it ends by a change it ends at that instant.
      const next = there.getTimeZoneTransition('next')?.epochMilliseconds
      if (next !== undefined) expect(stretch.to).toBeLessThanOrEqual(next)
      if (next !== undefined && next - at < 30 * DAY) expect(stretch.to).toBe(next)
      const previous = there.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds
      if (previous !== undefined) expect(stretch.from).toBeGreaterThanOrEqual(previous)
      if (previous !== undefined && at - previous < 30 * DAY) expect(stretch.from).toBe(previous)
    },
  )

  test('a British summer begins and ends to the second', () => {
    const begins = Date.UTC(2027, 2, 28, 1)
    const ends = Date.UTC(2027, 9, 31, 1)
    const summer = stretchAt('Europe/London', begins)
    expect(summer).toEqual({ from: begins, to: ends, offset: 3_600_000 })
    expect(stretchAt('Europe/London', begins - 1)).toMatchObject({ to: begins, offset: 0 })
    expect(stretchAt('Europe/London', ends)).toMatchObject({ from: ends, offset: 0 })
  })

  test.each(['', 'Mars/Olympus', 'Europe/Lundon'])('nobody knows the zone %j', (zone) => {
    expect(stretchAt(zone, FIRST)).toBeNull()
  })

  test('nor an instant outside the calendar', () => {
    expect(stretchAt('Europe/London', Number.NaN)).toBeNull()
    expect(stretchAt('Europe/London', 8.64e15 + 1)).toBeNull()
  })

  test('no zone changes twice within a week, so that none is missed', () => {
    const short = zones.flatMap((zone) => {
      const found: string[] = []
      let at = theirs(zone, FIRST)
      for (;;) {
        const next = at.getTimeZoneTransition('next')
        if (!next || next.epochMilliseconds > LAST) return found
        const gap = next.epochMilliseconds - at.epochMilliseconds
        if (at.epochMilliseconds !== FIRST && gap < 8 * DAY) found.push(`${zone} ${next.toString()}`)
        at = next
      }
    })
    expect(short).toEqual([])
  })
})
