import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { ACTIONS, defaultActions, stricter, type Action } from './categories.ts'
import type { Period, Place } from './document.ts'
import { narrowToPlace } from './narrow-place.ts'

const SETTINGS = ['games', 'news', 'unknown'] as const
type Setting = (typeof SETTINGS)[number]
const action = fc.constantFrom(...ACTIONS)

const period: fc.Arbitrary<Period> = fc
  .record({
    name: fc.constantFrom('lunch', 'lessons', 'evening'),
    days: fc.subarray([1, 2, 7], { minLength: 1 }),
    from: fc.integer({ min: 0, max: 8 }),
    length: fc.integer({ min: 1, max: 6 }),
    place: fc.constantFrom('on-site', 'away', 'any'),
    categories: fc.dictionary(fc.constantFrom('games', 'news'), action),
    unknownHosts: fc.option(action, { nil: undefined }),
  })
  .map(({ name, days, from, length, place, categories, unknownHosts }) => ({
    name,
    hours: { days, from: from * 60, to: (from + length) * 60 },
    place,
    categories: { ...categories },
    ...(unknownHosts && { unknownHosts }),
  }))

/** The plain meaning of a timetable at a place that is known: the last period that says something wins. */
function outcome(
  timetable: readonly Period[],
  place: Place,
  day: number,
  minute: number,
  setting: Setting,
  usual: Action,
): Action {
  let result = usual
  for (const one of timetable) {
    const here = one.place === 'any' || one.place === place
    if (!here || !one.hours.days.includes(day) || minute < one.hours.from || minute >= one.hours.to) continue
    result = (setting === 'unknown' ? one.unknownHosts : one.categories[setting]) ?? result
  }
  return result
}

test.prop([
  fc.array(period, { maxLength: 6 }),
  action,
  action,
  fc.constantFrom('on-site', 'away', 'unknown'),
])(
  'at every minute the narrowed timetable says what the place says, and the stricter where it is unknown',
  (timetable, games, unknownHosts, place) => {
    const base = { categories: { ...defaultActions('primary'), games, news: 'allow' as const }, unknownHosts }
    const narrowed = narrowToPlace(timetable, place, base)
    expect(narrowed.every((one) => one.place === 'any')).toBe(true)
    for (const setting of SETTINGS) {
      const usual = setting === 'unknown' ? unknownHosts : base.categories[setting]
      for (const day of [1, 2, 3, 7])
        for (let minute = 0; minute < 16 * 60; minute += 30) {
          const at = (where: Place) => outcome(timetable, where, day, minute, setting, usual)
          const wanted = place === 'unknown' ? stricter(at('on-site'), at('away')) : at(place)
          expect(outcome(narrowed, 'unknown', day, minute, setting, usual)).toBe(wanted)
        }
    }
  },
)

test('a period that loosens on site does nothing where the place is unknown, one that tightens does', () => {
  const base = { categories: { ...defaultActions('secondary') }, unknownHosts: 'allow' as const }
  const at = (categories: Period['categories']): Period => ({
    name: 'x',
    hours: { days: [1], from: 0, to: 60 },
    place: 'on-site',
    categories,
  })
  expect(narrowToPlace([at({ games: 'allow' })], 'unknown', base)).toEqual([])
  expect(narrowToPlace([at({ news: 'block' })], 'unknown', base)).toEqual([
    { ...at({ news: 'block' }), place: 'any' },
  ])
})
