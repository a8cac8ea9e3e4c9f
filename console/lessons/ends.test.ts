import { describe, expect, it } from 'vitest'
import { longer, minutesOf, nextBells, usualEnd } from './ends.ts'

const at = (hour: number, minute: number, second = 0) =>
  new Date(2026, 10, 24, hour, minute, second).getTime()
const TEN = at(10, 0)

describe('the end of a lesson', () => {
  it('is the next bell, or in an hour where no bell is near', () => {
    expect(usualEnd([at(10, 40), at(11, 40)], TEN)).toEqual({ by: 'bell', at: at(10, 40) })
    expect(usualEnd([], TEN)).toEqual({ by: 'minutes', minutes: 60 })
    expect(usualEnd([at(15, 30)], TEN)).toEqual({ by: 'minutes', minutes: 60 })
  })

  it('is the bell after that for who starts as it is about to ring', () => {
    expect(usualEnd([at(10, 4), at(10, 40)], TEN)).toEqual({ by: 'bell', at: at(10, 40) })
  })

  it('offers two bells, none that has rung or is too far', () => {
    expect(nextBells([at(9, 40), at(10, 0), at(10, 40), at(11, 40), at(12, 40)], TEN)).toEqual([
      at(10, 40),
      at(11, 40),
    ])
    expect(nextBells([at(14, 1)], TEN)).toEqual([])
  })

  it('is told in whole minutes, never before it', () => {
    expect(minutesOf({ by: 'bell', at: at(10, 40) }, at(10, 5, 30))).toBe(35)
    expect(minutesOf({ by: 'minutes', minutes: 1 }, TEN)).toBe(1)
    expect(minutesOf({ by: 'time', time: '10:25' }, TEN)).toBe(25)
    expect(minutesOf({ by: 'time', time: '14:00' }, TEN)).toBe(240)
  })

  it.each([
    ['', 'Give the time'],
    ['09:59', '09:59 has passed'],
    ['10:00', '10:00 has passed'],
    ['14:01', '4 hours at most'],
  ])('cannot be “%s”', (time, why) => {
    expect(minutesOf({ by: 'time', time }, TEN)).toContain(why)
  })

  it('moves on from where it is, up to the longest, and from now when it is past', () => {
    expect(longer(at(10, 40), 10, TEN)).toBe(50)
    expect(longer(at(13, 55), 10, TEN)).toBe(240)
    expect(longer(at(9, 50), 5, TEN)).toBe(5)
  })
})
