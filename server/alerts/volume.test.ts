/**
 * How many alerts a school of 1,200 gives its safeguarding lead at the defaults: its days, simulated, through the real
 * weighing. What is assumed of pupils is in tests/fixtures/school-of-1200.ts.
 */
import { expect, it } from 'vitest'
import { type SimulatedDay, simulate } from '../../tests/fixtures/simulated-school.ts'

const SCHOOL_DAYS = 15
const alertsOf = ({ high, medium, low }: SimulatedDay): number => high + medium + low

it.each([1, 2])(
  'a school of 1,200 gives at most ten alerts a day (seed %i)',
  async (seed) => {
    const days = await simulate(seed, SCHOOL_DAYS)
    // The days are as worrying as they are said to be, or this would prove nothing.
    expect(Math.min(...days.map(({ rows }) => rows))).toBeGreaterThan(150)
    expect(days.reduce((all, { high }) => all + high, 0)).toBeGreaterThan(5)
    const each = days.map(alertsOf)
    expect(Math.max(...each), each.join(' ')).toBeLessThanOrEqual(10)
  },
  120_000,
)
