import { expect, it } from 'vitest'
import type { Hours, Period, PolicyDocument } from '../../lib/policy/document.ts'
import { samplePolicy } from '../testing.ts'
import { bellsOf } from './bells.ts'

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7]
const period = (from: number, to: number, more: Partial<Period & Hours> = {}): Period => ({
  name: 'period',
  hours: { days: more.days ?? ALL_DAYS, from, to },
  place: more.place ?? 'on-site',
  categories: {},
})

/** A school whose groups have these timetables. */
function school(timetables: readonly (readonly Period[])[], timeZone = 'Europe/London'): PolicyDocument {
  const policy = samplePolicy()
  const [group] = Object.values(policy.groups)
  if (!group) throw new Error('the sample has no group')
  const groups = timetables.map((timetable, i) => [`g${i}`, { ...group, timetable: [...timetable] }])
  return { ...policy, timeZone, groups: Object.fromEntries(groups) as PolicyDocument['groups'] }
}
const at = (iso: string): number => Date.parse(iso)
const said = (policy: PolicyDocument, iso: string): string[] =>
  bellsOf(policy, at(iso)).map((bell) => new Date(bell).toISOString().slice(0, 16))

const NINE_TO_TEN = period(540, 600)
const TEN_TO_ELEVEN = period(600, 660)

it('are the ends still to come today of every group’s periods, each once, in order', () => {
  const policy = school([[TEN_TO_ELEVEN, NINE_TO_TEN], [period(720, 780)], [TEN_TO_ELEVEN]])
  expect(said(policy, '2026-11-24T08:00Z')).toEqual([
    '2026-11-24T10:00',
    '2026-11-24T11:00',
    '2026-11-24T13:00',
  ])
  expect(said(policy, '2026-11-24T10:00Z')).toEqual(['2026-11-24T11:00', '2026-11-24T13:00'])
  expect(said(policy, '2026-11-24T13:00Z')).toEqual([])
})

it('leave out other days, evenings at home, and midnight', () => {
  const weekend = period(540, 600, { days: [6, 7] })
  const evening = period(1020, 1200, { place: 'away' })
  expect(said(school([[weekend, evening, period(0, 1440)]]), '2026-11-24T08:00Z')).toEqual([])
})

it('ring by the school’s own clock', () => {
  expect(said(school([[NINE_TO_TEN]]), '2026-07-01T07:00Z')).toEqual(['2026-07-01T09:00'])
  expect(said(school([[NINE_TO_TEN]], 'Asia/Kolkata'), '2026-07-01T03:00Z')).toEqual(['2026-07-01T04:30'])
  // The clocks go forward at one: what is left of the day is an hour nearer.
  expect(said(school([[NINE_TO_TEN]]), '2026-03-29T00:30Z')).toEqual(['2026-03-29T09:00'])
  expect(said(school([[NINE_TO_TEN]]), '2026-10-25T00:30Z')).toEqual(['2026-10-25T10:00'])
})

it('are none in a zone that nobody knows', () => {
  expect(said(school([[NINE_TO_TEN]], 'Europe/Lundon'), '2026-11-24T08:00Z')).toEqual([])
})
