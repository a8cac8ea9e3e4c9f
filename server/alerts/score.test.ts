/** What a row weighs where it stands. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEVERITIES, THEMES } from '../../lib/policy/themes.ts'
import { HOWS } from '../../lib/protocol/alerts.ts'
import { sittingsIn } from './around.ts'
import { type Around, isMore, score, type Weighed } from './score.ts'
import { BASE, FLOORED, FROM, OF_THEME } from './weights.ts'

const ALONE: Around = { inLesson: false, sittings: 0, days: 1, learned: { same: 0, kind: 0 } }
const row = (
  theme: Weighed['theme'],
  severity: Weighed['severity'],
  more: Partial<Weighed> = {},
): Weighed => ({
  theme,
  severity,
  how: 'search',
  help: false,
  suspicion: false,
  ...more,
})
const of = (weighed: Weighed, around: Partial<Around> = {}) => score(weighed, { ...ALONE, ...around })

describe('a row', () => {
  it.each<[string, Weighed, Partial<Around>, 'high' | 'medium' | 'low' | null]>([
    ['that the device calls high', row('suicide', 'high'), {}, 'high'],
    ['high, in a lesson', row('suicide', 'high'), { inLesson: true }, 'high'],
    ['high, of a theme that a lesson can be about', row('weapons', 'high'), { inLesson: true }, 'medium'],
    ['medium', row('self-harm', 'medium'), {}, 'medium'],
    ['medium, on three days', row('self-harm', 'medium'), { sittings: 2, days: 3 }, 'high'],
    ['medium, where nothing more is known', row('weapons', 'medium'), {}, 'low'],
    ['medium, of a theme of which every class talks', row('drugs', 'medium'), {}, null],
    ['the same twice more', row('drugs', 'medium'), { sittings: 2 }, 'low'],
    ['that only names a theme', row('drugs', 'low'), {}, null],
    ['that only names one with a floor', row('suicide', 'low'), {}, null],
    ['that names it four times more', row('suicide', 'low'), { sittings: 4 }, 'low'],
    ['that names it on three days', row('suicide', 'low'), { sittings: 2, days: 3 }, 'medium'],
    ['that names it all the time', row('suicide', 'low'), { sittings: 99, days: 7 }, 'medium'],
    ['medium, and the stuff of every class', row('sexual', 'medium'), {}, null],
    ['of it again and again', row('sexual', 'medium'), { sittings: 3, days: 3 }, 'low'],
    ['a way round the filter', row('bypass', 'medium'), { sittings: 9 }, null],
    ['one each day', row('bypass', 'medium'), { sittings: 9, days: 7 }, null],
    ['a page for drugs', row('drugs', 'low', { how: 'page' }), {}, null],
    ['a page for self-harm', row('self-harm', 'medium', { how: 'page' }), {}, 'medium'],
    ['a suspicion', row('extremism', 'medium', { how: 'found', suspicion: true }), {}, 'low'],
    ['for help, without a floor', row('drugs', 'medium', { help: true }), {}, 'low'],
  ])('%s', (_what, weighed, around, severity) => {
    expect(of(weighed, around).severity).toBe(severity)
  })

  it('says each of its reasons, and they add up', () => {
    const { points, reasons } = of(row('weapons', 'medium', { help: true }), {
      inLesson: true,
      sittings: 5,
      days: 3,
      learned: { same: 0, kind: 3 },
    })
    expect(reasons).toEqual([
      { why: 'device', points: 4 },
      { why: 'help', points: 1 },
      { why: 'lesson', points: -2 },
      { why: 'again', points: 1.5, count: 5 },
      { why: 'days', points: 0.5, count: 3 },
      { why: 'learned-kind', points: -1.5 },
    ])
    expect(points).toBe(3.5)
  })
})

describe('what was learned', () => {
  it('takes the very same words from the inbox, and other words only after a while', () => {
    expect(of(row('weapons', 'high'), { learned: { same: 1, kind: 1 } }).severity).toBeNull()
    expect(of(row('extremism', 'medium'), { learned: { same: 0, kind: 1 } }).severity).toBe('low')
    expect(of(row('weapons', 'high'), { learned: { same: 0, kind: 2 } }).severity).toBe('high')
    expect(of(row('weapons', 'high'), { learned: { same: 0, kind: 99 } }).severity).toBe('medium')
  })

  it('never takes suicide, self-harm or exploitation below what they weigh by themselves', () => {
    const around = fc.record({
      inLesson: fc.boolean(),
      sittings: fc.nat(50),
      days: fc.integer({ min: 1, max: 7 }),
      learned: fc.record({ same: fc.nat(500), kind: fc.nat(500) }),
    })
    const weighed = fc.record({
      theme: fc.constantFrom(...FLOORED),
      severity: fc.constantFrom(...SEVERITIES),
      how: fc.constantFrom(...HOWS),
      help: fc.boolean(),
      suspicion: fc.boolean(),
    })
    fc.assert(
      fc.property(weighed, around, (one, stands) => {
        const { points, severity, reasons } = score(one, stands)
        expect(points).toBeGreaterThanOrEqual(BASE[one.severity] + OF_THEME[one.theme])
        expect(isMore(one.severity === 'low' ? null : one.severity, severity)).toBe(false)
        expect(points).toBeCloseTo(reasons.reduce((all, each) => all + each.points, 0))
      }),
    )
    const floored = score(row('suicide', 'high'), { ...ALONE, learned: { same: 9, kind: 9 } })
    expect([floored.severity, floored.reasons.at(-1)]).toEqual(['high', { why: 'floor', points: 8 }])
  })

  it('makes nothing weigh more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...THEMES),
        fc.constantFrom(...SEVERITIES),
        fc.nat(9),
        fc.nat(9),
        (theme, severity, same, kind) => {
          const plain = of(row(theme, severity)).points
          expect(of(row(theme, severity), { learned: { same, kind } }).points).toBeLessThanOrEqual(plain)
        },
      ),
    )
  })
})

it('every theme that the device calls high is an alert the first time, the most pressing ones a high one', () => {
  for (const theme of THEMES) {
    const { severity, points } = of(row(theme, 'high'))
    expect(severity).not.toBeNull()
    if (OF_THEME[theme] >= 0) expect(points).toBeGreaterThanOrEqual(FROM.high)
  }
})

it('sittings are counted once, however often the page is loaded again', () => {
  const minutes = (...all: number[]) => all.map((one) => one * 60_000)
  expect(sittingsIn(minutes(0, 1, 2, 10, 11, 30), 30.5 * 60_000, 2 * 60_000)).toBe(2)
  expect(sittingsIn([], 0, 2 * 60_000)).toBe(0)
})
