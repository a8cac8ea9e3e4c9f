import { describe, expect, it } from 'vitest'
import { readTold } from './channel.ts'
import { Drawing } from './drawing.ts'
import { Pace, type Since } from './pace.ts'

/** How often a page that changes without end is looked at in so many milliseconds. */
function looksIn(time: number, since: Since, price?: number): number {
  const pace = new Pace(0)
  let looks = 0
  for (let now = 0; now < time; looks += 1) {
    now += pace.wait(now, since)
    pace.took(now, price)
  }
  return looks
}

describe('how often a page is looked at', () => {
  it('is soon after a change, and seldom where it changes without end', () => {
    expect(new Pace(0).wait(1_000, 'changes')).toBeLessThanOrEqual(400)
    expect(looksIn(60_000, 'changes')).toBeLessThanOrEqual(4 + 60 / 8 + 1)
    expect(looksIn(600_000, 'changes') - looksIn(300_000, 'changes')).toBeLessThanOrEqual(11)
  })

  it('is no more often for a page that has news without end', () => {
    expect(looksIn(60_000, 'news')).toBeLessThanOrEqual(6 + 60 / 8 + 1)
    expect(looksIn(600_000, 'news') - looksIn(300_000, 'news')).toBeLessThanOrEqual(11)
  })

  it('is less often where each look is dear', () => {
    expect(looksIn(60_000, 'changes', 2)).toBeLessThan(looksIn(60_000, 'changes') * 0.7)
  })

  it('is soon after news, though changes have used up their looks', () => {
    const pace = new Pace(0)
    for (let i = 0; i < 4; i += 1) pace.took(1_000)
    expect(pace.wait(1_000, 'changes')).toBeGreaterThan(5_000)
    expect(pace.wait(1_000, 'news')).toBeLessThanOrEqual(400)
  })

  it('is soon again once a page has been quiet', () => {
    const pace = new Pace(0)
    for (let i = 0; i < 10; i += 1) pace.took(1_000)
    expect(pace.wait(1_000, 'changes')).toBeGreaterThan(5_000)
    expect(pace.wait(40_000, 'changes')).toBeLessThanOrEqual(400)
  })
})

describe('how often a page draws', () => {
  /** Draws so often a second for so long. @returns when there was news, in seconds */
  const draw = (drawing: Drawing, from: number, { rate, seconds }: { rate: number; seconds: number }) => {
    const news: number[] = []
    for (let i = 0; i < rate * seconds; i += 1) {
      const now = from + (i * 1000) / rate
      if (drawing.draws(now)) news.push(Math.round(now / 1000))
    }
    return news
  }

  it('is known to the frame, is news when it begins, and is over when it stops', () => {
    const drawing = new Drawing()
    expect(draw(drawing, 5_000, { rate: 60, seconds: 3 })).toEqual([6])
    expect(drawing.rate(8_000)).toBeGreaterThan(55)
    expect(drawing.rate(8_000)).toBeLessThan(65)
    expect(drawing.rate(20_000)).toBe(0)
  })

  it('is news again when it becomes faster, and none when it goes on', () => {
    const drawing = new Drawing()
    expect(draw(drawing, 0, { rate: 10, seconds: 3 })).toEqual([1])
    expect(draw(drawing, 3_000, { rate: 60, seconds: 3 })).toHaveLength(1)
    expect(draw(drawing, 6_000, { rate: 60, seconds: 30 })).toEqual([])
  })
})

it('an answer that says nothing is read as nothing', () => {
  const { counts, replaced, globals } = readTold('')
  expect(new Set(Object.values(counts))).toEqual(new Set([0]))
  expect([...replaced, ...globals]).toEqual([])
})
