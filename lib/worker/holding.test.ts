import { expect, test } from 'vitest'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { holding } from './holding.ts'

/** A Tuesday, ten o'clock. */
const T = Date.UTC(2026, 10, 24, 10)
const HOUR = 3_600_000
const lesson = mathsLesson({ from: T - HOUR, until: T + HOUR })
const policy = plainPolicy({ lessons: [lesson], timeZone: 'Europe/London' })
const inForce = { areRefused: false, revisions: new Set(['l1 1']) }
const say = (now = exactly(T), force: Parameters<typeof holding>[3] = inForce) =>
  holding([lesson], policy, now, force).map(({ is }) => is)

test('a lesson that was seen into force, in the revision it has now', () => {
  expect(holding([lesson], policy, exactly(T), inForce)).toEqual([{ id: 'l1', revision: 1, is: 'enforcing' }])
  expect(holding([{ ...lesson, revision: 2 }], policy, exactly(T), inForce)).toEqual([])
})

test('rules that the browser did not take', () => {
  expect(say(exactly(T), { areRefused: true, revisions: new Set() })).toEqual(['refused'])
})

test('over by its own time, and over because nobody proves the time', () => {
  expect(say(exactly(T + 2 * HOUR))).toEqual(['over'])
  expect(say({ at: T, candidates: [T, T + 5 * HOUR] })).toEqual(['clock'])
})

test('outside the hours it is over, whoever sent it', () => {
  expect(say(exactly(T - HOUR + 10), { ...inForce })).toEqual(['enforcing'])
  const evening = Date.UTC(2026, 10, 24, 20)
  const late = { ...lesson, from: evening - HOUR, until: evening + HOUR }
  expect(holding([late], policy, exactly(evening), inForce).map(({ is }) => is)).toEqual(['over'])
})
