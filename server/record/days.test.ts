/** Days as somebody chooses them, on the school's clock. */
import { expect, it } from 'vitest'
import { daySchema } from '../../lib/protocol/paging.ts'
import { DAY } from '../../lib/time/zone.ts'
import { daysAsTimes } from './days.ts'

it.each([
  ['Europe/London', '2026-11-24', '2026-11-24T00:00:00Z'],
  ['Europe/London', '2026-07-01', '2026-06-30T23:00:00Z'],
  ['Pacific/Auckland', '2026-01-10', '2026-01-09T11:00:00Z'],
  ['Pacific/Kiritimati', '2026-01-10', '2026-01-09T10:00:00Z'],
  ['Pacific/Pago_Pago', '2026-01-10', '2026-01-10T11:00:00Z'],
])('in %s %s is from %s on, a day long', (zone, day, since) => {
  expect(daysAsTimes(zone, { from: day, to: day })).toEqual({
    since: Date.parse(since),
    until: Date.parse(since) + DAY,
  })
})

it('a day that no calendar has is none', () => {
  for (const day of ['2026-13-01', '2026-00-10', '2026-02-30', '2025-02-29', '2026-1-1', ''])
    expect(daySchema.safeParse(day).success, day).toBe(false)
  for (const day of ['2026-12-31', '2028-02-29', '0001-01-01'])
    expect(daySchema.safeParse(day).success, day).toBe(true)
})
