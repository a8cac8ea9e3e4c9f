/** When a scheduled self-check is due: on its day, looked for during the week after, and then missed. */
import { describe, expect, it, test } from 'vitest'
import { due, isWithin, type Plan, type School } from './due.ts'

const at = (text: string) => Date.parse(text)
const school: School = { zone: 'Europe/London', hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1020 }] }
/** Wednesdays at half past twelve; set on a Monday in November. */
const plan: Plan = { often: 'weekly', weekday: 3, minute: 750, since: at('2026-11-23T09:00:00Z') }
const FIRST = at('2026-11-25T12:30:00Z')
const SECOND = at('2026-12-02T12:30:00Z')
const over = (slot: number) => ({ slot })

describe('a check by schedule', () => {
  it('waits for its first day after it was set', () => {
    expect(due(plan, [], school, at('2026-11-23T09:00:01Z'))).toEqual({ is: 'waits', slot: FIRST })
    expect(due(plan, [], school, FIRST - 1)).toEqual({ is: 'waits', slot: FIRST })
  })

  it('that is set on its own day is due that day, or a week later when its time is over', () => {
    const set = (since: string) => due({ ...plan, since: at(since) }, [], school, at(since))
    expect(set('2026-11-25T12:29:00Z')).toEqual({ is: 'waits', slot: FIRST })
    expect(set('2026-11-25T12:30:00Z')).toEqual({ is: 'waits', slot: SECOND })
  })

  test.each([
    ['at its time', '2026-11-25T12:30:00Z', true],
    ['before the end of the school day', '2026-11-25T16:59:00Z', true],
    ['after it', '2026-11-25T17:00:00Z', false],
    ['the next morning, before its time of day', '2026-11-26T12:29:00Z', false],
    ['the next day, from its time of day on', '2026-11-26T12:30:00Z', true],
    ['on a Saturday', '2026-11-28T13:00:00Z', false],
  ])('asks in school hours alone: %s', (_when, now, mayAsk) => {
    expect(due(plan, [], school, at(now))).toEqual({ is: 'looks', slot: FIRST, until: SECOND, mayAsk })
  })

  it('is over once it was made, until the next', () => {
    expect(due(plan, [over(FIRST)], school, at('2026-11-25T13:00:00Z'))).toEqual({
      is: 'waits',
      slot: SECOND,
    })
    expect(due(plan, [over(FIRST)], school, SECOND)).toMatchObject({ is: 'looks', slot: SECOND })
  })

  it('is missed when the next is due, and then the next is looked for', () => {
    expect(due(plan, [], school, SECOND)).toEqual({ is: 'missed', slot: FIRST })
    expect(due(plan, [over(FIRST)], school, SECOND)).toMatchObject({ is: 'looks', slot: SECOND })
  })

  it('is looked for during a week at most', () => {
    const rare: Plan = { ...plan, often: 'half-term' }
    expect(due(rare, [], school, SECOND - 1)).toMatchObject({ is: 'looks', slot: FIRST, until: SECOND })
    expect(due(rare, [], school, SECOND)).toEqual({ is: 'missed', slot: FIRST })
    const next = at('2027-01-06T12:30:00Z')
    expect(due(rare, [over(FIRST)], school, SECOND)).toEqual({ is: 'waits', slot: next })
  })

  test.each([
    ['weekly', '2026-12-02T12:30:00Z'],
    ['fortnightly', '2026-12-09T12:30:00Z'],
    ['half-term', '2027-01-06T12:30:00Z'],
    ['term', '2027-02-17T12:30:00Z'],
  ] as const)('comes again: %s', (often, next) => {
    expect(due({ ...plan, often }, [over(FIRST)], school, FIRST + 1)).toEqual({ is: 'waits', slot: at(next) })
  })

  it('of several that nobody looked for, misses the newest alone', () => {
    const later = at('2027-01-13T12:30:00Z')
    expect(due(plan, [over(FIRST)], school, later)).toEqual({
      is: 'missed',
      slot: at('2027-01-06T12:30:00Z'),
    })
    expect(due(plan, [over(at('2027-01-06T12:30:00Z'))], school, later)).toMatchObject({
      is: 'looks',
      slot: later,
    })
  })

  it('stays at its time of day when the clocks change', () => {
    const spring: Plan = { ...plan, since: at('2027-03-22T09:00:00Z') }
    const before = at('2027-03-24T12:30:00Z')
    expect(due(spring, [], school, before)).toMatchObject({ is: 'looks', slot: before })
    expect(due(spring, [over(before)], school, before)).toEqual({
      is: 'waits',
      slot: at('2027-03-31T11:30:00Z'),
    })
  })

  it('is the same one after the school has moved to another zone, and by UTC in one that nobody knows', () => {
    const paris = { ...school, zone: 'Europe/Paris' }
    expect(due(plan, [over(FIRST)], paris, at('2026-11-25T13:00:00Z'))).toMatchObject({ is: 'waits' })
    expect(due(plan, [], { ...school, zone: 'Moon/Base' }, FIRST)).toMatchObject({
      is: 'looks',
      slot: FIRST,
      mayAsk: true,
    })
  })
})

test('a day and time are hours of the school, or not', () => {
  expect(isWithin(school.hours, { weekday: 3, minute: 480 })).toBe(true)
  expect(isWithin(school.hours, { weekday: 3, minute: 1020 })).toBe(false)
  expect(isWithin(school.hours, { weekday: 6, minute: 600 })).toBe(false)
  expect(isWithin([], { weekday: 3, minute: 600 })).toBe(false)
})
