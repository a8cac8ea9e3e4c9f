import { expect, test } from 'vitest'
import { TIME_ADDRESSES, TIME_HOSTS, timeFromAnswer } from './proof.ts'

const DATE = 'Mon, 23 Nov 2026 10:30:00 GMT'
const AT = Date.UTC(2026, 10, 23, 10, 30)

test('an answer proves the middle of its second plus half its journey', () => {
  expect(timeFromAnswer({ date: DATE, age: null }, 100, 300)).toBe(AT + 500 + 100)
  expect(timeFromAnswer({ date: DATE, age: '0' }, 100, 300)).toBe(AT + 500 + 100)
})

test.for([
  ['no date', null, null, 0, 10],
  ['an odd form', 'Monday, 23-Nov-26 10:30:00 GMT', null, 0, 10],
  ['a date that is none', 'Mon, 99 Xyz 2026 10:30:00 GMT', null, 0, 10],
  ['an answer out of a cache', DATE, '12', 0, 10],
  ['a slow answer', DATE, null, 0, 10_001],
  ['an answer before its question', DATE, null, 10, 0],
] as const)('%s proves nothing', ([, date, age, sent, received]) => {
  expect(timeFromAnswer({ date, age }, sent, received)).toBeNull()
})

test('only TLS hosts are asked', () => {
  for (const address of TIME_ADDRESSES) expect(address).toMatch(/^https:\/\//)
  expect(new Set(TIME_HOSTS).size).toBe(TIME_ADDRESSES.length)
})
