import { expect, it } from 'vitest'
import { createWords } from './words.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { endWords, whenWords } from './when.ts'

const words = createWords()
const at = (iso: string): number => Date.parse(iso)
const say = (when: string, now: string, timeZone = 'Europe/London'): string =>
  whenWords(words, at(when), { now: at(now), timeZone })

it.each([
  ['2026-11-25T12:30Z', '2026-11-25T10:15Z', 'today at 12:30'],
  ['2026-11-26T09:00Z', '2026-11-25T23:59Z', 'tomorrow at 09:00'],
  ['2026-11-30T09:00Z', '2026-11-25T10:00Z', 'Monday 30 November at 09:00'],
  ['2027-01-04T09:00Z', '2026-11-25T10:00Z', 'Monday 4 January 2027 at 09:00'],
  // British summer time: the school's clock, not UTC.
  ['2026-07-01T11:30Z', '2026-07-01T08:00Z', 'today at 12:30'],
  ['2026-07-01T23:30Z', '2026-07-01T08:00Z', 'tomorrow at 00:30'],
])('%s seen at %s is “%s”', (when, now, expected) =>
  // Versions of the language data differ in a comma after the weekday.
  expect(say(when, now).replace('day,', 'day')).toBe(expected),
)

it('shows the school’s clock, wherever the device is', () => {
  expect(say('2026-11-25T12:30Z', '2026-11-25T10:15Z', 'Asia/Kolkata')).toBe('today at 18:00')
})

it('still says a time when the zone is mistyped', () => {
  expect(say('2026-11-25T12:30Z', '2026-11-25T10:15Z', 'Europe/Lundon')).toMatch(/at \d\d:\d\d$/)
})

it.each(Object.keys(LANGUAGES) as Language[])('says 24 hours in %s', (tag) => {
  const evening = endWords(createWords(tag), at('2026-11-25T18:05Z'), {
    now: at('2026-11-25T10:15Z'),
    timeZone: 'Europe/London',
  })
  // Each language in its own digits.
  expect(evening.match(/\p{Nd}/gu)).toHaveLength(4)
  expect(evening).not.toMatch(/\p{L}/u)
})
