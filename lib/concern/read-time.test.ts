import { expect, test } from 'vitest'
import { CONCERN_TIMES } from '../policy/concerns.ts'
import { readTime } from './read-time.ts'

const LONDON = 'Europe/London'
const read = (at: string, hours = CONCERN_TIMES.hours, zone = LONDON) => readTime(hours, Date.parse(at), zone)

test.each([
  ['in hours', '2026-11-25T10:15Z', 'now'],
  ['as they begin', '2026-11-25T08:00Z', 'now'],
  ['before them', '2026-11-25T07:59Z', '2026-11-25T08:00Z'],
  ['as they end', '2026-11-25T16:00Z', '2026-11-26T08:00Z'],
  ['on Friday evening: Monday', '2026-11-27T21:00Z', '2026-11-30T08:00Z'],
  ['on a Sunday night in summer, by the school’s clock', '2026-07-05T22:30Z', '2026-07-06T07:00Z'],
  ['over the change to summer time', '2026-03-27T20:00Z', '2026-03-30T07:00Z'],
  ['over the change to winter time', '2026-10-23T20:00Z', '2026-10-26T08:00Z'],
])('%s', (_, at, expected) => {
  expect(read(at)).toBe(expected === 'now' ? 'now' : Date.parse(expected))
})

test('hours of one weekday that are over come in a week', () => {
  const mondays = [{ days: [1], from: 540, to: 600 }]
  expect(read('2026-11-30T10:30Z', mondays)).toBe(Date.parse('2026-12-07T09:00Z'))
})

test('nobody can say without hours or with a zone that nobody knows', () => {
  expect(read('2026-11-25T10:15Z', [])).toBe('unknown')
  expect(read('2026-11-25T10:15Z', CONCERN_TIMES.hours, 'Europe/Nowhere')).toBe('unknown')
})
