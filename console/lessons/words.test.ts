import { expect, it } from 'vitest'
import type { Pupil } from '../../lib/protocol/lessons.ts'
import {
  closedInWords,
  countInWords,
  leftInWords,
  overInWords,
  planInWords,
  shortNames,
  shortStanding,
  standing,
} from './words.ts'

const NOW = new Date(2026, 10, 24, 11, 0).getTime()
const pupil = (more: Partial<Pupil> = {}): Pupil => ({
  person: 1,
  name: 'amy@school.example',
  state: 'enforcing',
  ...more,
})
const BY = { lesson: 'x', name: '9C Art', teacher: 'Mr Lee' }

it('says where a pupil stands, and since when', () => {
  const since = new Date(2026, 10, 24, 10, 31).getTime()
  expect(standing(pupil({ state: 'offline', since }), NOW)).toBe('offline since 10:31')
  expect(standing(pupil({ state: 'offline', since: since - 86_400_000 }), NOW)).toMatch(
    /^offline since Mon,? 23 Nov, 10:31$/,
  )
  expect(standing(pupil({ state: 'offline' }), NOW)).toBe('offline')
  expect(standing(pupil({ state: 'claimed', by: BY }), NOW)).toBe('claimed by 9C Art, Mr Lee')
  expect(standing(pupil({ state: 'claimed' }), NOW)).toBe('claimed by another lesson')
  expect(standing(pupil({ state: 'no-device' }), NOW)).toBe('no device')
  expect(shortStanding(pupil({ state: 'claimed', by: BY }), NOW)).toBe('in 9C Art')
  expect(shortStanding(pupil({ state: 'no-device' }), NOW)).toBe('no device')
  expect(shortStanding(pupil({ state: 'hours' }), NOW)).toBe('outside lesson hours')
})

it('counts who enforces, of all, and who is let out', () => {
  const pupils = [pupil(), pupil({ person: 2, state: 'exempt' }), pupil({ person: 3, state: 'starting' })]
  expect(countInWords(pupils)).toBe('1 of 3 enforcing, 1 let out')
  expect(countInWords([])).toBe('0 of 0 enforcing')
})

it('leaves the domain out where all share it', () => {
  const ben = pupil({ person: 2, name: 'ben@school.example' })
  expect([...shortNames([pupil(), ben]).values()]).toEqual(['amy', 'ben'])
  const cat = pupil({ person: 3, name: 'cat@other.example' })
  expect([...shortNames([pupil(), cat]).values()]).toEqual(['amy@school.example', 'cat@other.example'])
})

it('says what would start, and how long is left', () => {
  expect(planInWords('only', 1, { by: 'bell', at: NOW })).toBe('Only 1 site, until the bell at 11:00.')
  expect(planInWords('except', 2, { by: 'minutes', minutes: 1 })).toBe('All but 2 sites, for 1 minute.')
  expect(planInWords('eyes-up', 2, { by: 'time', time: '' })).toBe('Screens covered, until a time.')
  expect(leftInWords(NOW + 34.5 * 60_000, NOW)).toBe('34 minutes left')
  expect(leftInWords(NOW + 59_000, NOW)).toBe('less than a minute left')
  expect(leftInWords(NOW, NOW)).toBe('its time is up')
})

it('says for whom a site is closed, and why a lesson is over', () => {
  expect(closedInWords({ for: 'some', why: 'The school closes “Games”.', asked: false })).toBe(
    'Closed for some of the class. The school closes “Games”.',
  )
  expect(overInWords('ended', NOW, NOW)).toMatch(/^Its time was up\./)
  expect(overInWords('ended', NOW + 1, NOW)).toMatch(/^It was ended\./)
  expect(overInWords('ended', undefined, NOW)).toMatch(/^It was ended\./)
  expect(overInWords('hours', NOW, NOW)).toContain('hours')
})
