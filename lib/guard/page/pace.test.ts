import { describe, expect, it } from 'vitest'
import { readTold } from './channel.ts'
import { Pace } from './pace.ts'

/** How often a page that changes without end is looked at in so many milliseconds. */
function looksIn(time: number): number {
  const pace = new Pace(0)
  let looks = 0
  for (let now = 0; now < time; looks += 1) {
    now += pace.afterChange(now)
    pace.took(now)
  }
  return looks
}

describe('how often a page is looked at', () => {
  it('is soon after a change, and seldom where it changes without end', () => {
    expect(new Pace(0).afterChange(1_000)).toBeLessThanOrEqual(400)
    expect(looksIn(60_000)).toBeLessThanOrEqual(4 + 60 / 8 + 1)
    expect(looksIn(600_000) - looksIn(300_000)).toBeLessThanOrEqual(11)
  })

  it('is soon again once a page has been quiet', () => {
    const pace = new Pace(0)
    for (let i = 0; i < 10; i += 1) pace.took(1_000)
    expect(pace.afterChange(1_000)).toBeGreaterThan(5_000)
    expect(pace.afterChange(40_000)).toBeLessThanOrEqual(400)
  })

  it('is asked by itself ever less often, and never stops', () => {
    const pace = new Pace(0)
    const waits = [0, 5_000, 20_000, 10_000_000].map((now) => pace.byItself(now))
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[0]).toBeLessThan(1_000)
    expect(waits.at(-1)).toBeLessThanOrEqual(15_000)
  })
})

it('an answer that says nothing is read as nothing', () => {
  const { counts, replaced, globals } = readTold('')
  expect(new Set(Object.values(counts))).toEqual(new Set([0]))
  expect([...replaced, ...globals]).toEqual([])
})
