import { expect, it } from 'vitest'
import { schoolYearAt, startOfSchoolYear } from './school-year.ts'

const LONDON = 'Europe/London'

it('begins on the school’s day, by the school’s clock', () => {
  // British Summer Time: midnight at school is 23:00 UTC of the day before.
  const begins = Date.UTC(2026, 7, 31, 23)
  expect(schoolYearAt(LONDON, undefined, begins - 1)).toBe(2025)
  expect(schoolYearAt(LONDON, undefined, begins)).toBe(2026)
  expect(schoolYearAt(LONDON, '09-01', Date.UTC(2027, 0, 1))).toBe(2026)
  expect(schoolYearAt(LONDON, '01-01', Date.UTC(2027, 0, 1))).toBe(2027)
  expect(schoolYearAt('Nowhere/Land', undefined, Date.UTC(2026, 8, 1))).toBe(2026)
})

it.each(['09-01', '01-06', '03-29', '02-29'])(
  'starts at the instant from which it is named so: %s',
  (starts) => {
    for (const year of [2026, 2027, 2028]) {
      const at = startOfSchoolYear(LONDON, starts, year)
      expect([schoolYearAt(LONDON, starts, at - 1), schoolYearAt(LONDON, starts, at)]).toEqual([
        year - 1,
        year,
      ])
    }
  },
)
