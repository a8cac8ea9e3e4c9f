import { beforeEach, expect, test } from 'vitest'
import { memoryRules, type MemoryRules } from '../../tests/fixtures/memory-rules.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { rulesApplier } from './apply.ts'
import { setOf } from './ids.ts'
import { compileLessons } from './lesson.ts'
import { type LessonSet, lessonSet } from './lesson-set.ts'

const TEN = Date.UTC(2026, 9, 20, 9)
const NOW = exactly(TEN)
const LATER = exactly(TEN + 3_600_000)
const lesson = mathsLesson({ from: TEN, until: TEN + 60_000 })
const policy = plainPolicy({ lessons: [lesson] })
const other = plainPolicy({ lessons: [{ ...lesson, mode: 'eyes-up' }] })

let port: MemoryRules
let set: LessonSet
beforeEach(async () => {
  port = memoryRules()
  set = lessonSet(port)
  await set.ensure(plainPolicy(), NOW)
})
const lessonsIn = (rules: 'session' | 'dynamic') =>
  [...port[rules].values()].filter(({ id }) => setOf(id) === 'lesson' && id > 10).length
const noRoom = () => Promise.reject(new Error('no room on the disk'))

test('a lesson is in the session’s rules, and unchanged when asked for again', async () => {
  expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'applied', problems: [] })
  expect([lessonsIn('session'), lessonsIn('dynamic')]).toEqual([2, 0])
  expect(await set.ensure(policy, NOW)).toMatchObject({ outcome: 'unchanged', problems: [] })
})

test('another lesson takes its place, and none follows', async () => {
  await set.ensure(policy, NOW)
  expect(await set.ensure(other, NOW)).toMatchObject({ outcome: 'applied', problems: [] })
  expect(lessonsIn('session')).toBe(1)
  expect(await set.ensure(other, LATER)).toMatchObject({ outcome: 'applied', problems: [] })
  expect(lessonsIn('session')).toBe(0)
})

// Was broken: its rules were among the dynamic ones too, which a full disk does not let go.
test('a lesson that is over goes on a device whose dynamic rules cannot be written, whenever that began', async () => {
  await set.ensure(policy, NOW)
  // Whatever goes on behind an answer.
  await new Promise((resolve) => setTimeout(resolve))
  port.updateDynamic = noRoom
  await set.ensure(policy, LATER)
  expect([lessonsIn('session'), lessonsIn('dynamic')]).toEqual([0, 0])
  await set.ensure(other, NOW)
  await lessonSet(port).ensure(other, LATER)
  expect([lessonsIn('session'), lessonsIn('dynamic')]).toEqual([0, 0])
})

test('a lesson that the session refuses is a problem, and so is one that is over and that it keeps, until it goes', async () => {
  const updateSession = port.updateSession.bind(port)
  const refuse = () => Promise.reject(new Error('no session rules now'))
  port.updateSession = refuse
  const kept = { outcome: 'kept-last', problems: [{ message: 'no session rules now' }] }
  expect(await set.ensure(policy, NOW)).toMatchObject(kept)
  port.updateSession = updateSession
  await set.ensure(policy, NOW)
  port.updateSession = refuse
  expect(await set.ensure(policy, LATER)).toMatchObject(kept)
  port.updateSession = updateSession
  expect(await set.ensure(policy, LATER)).toMatchObject({ outcome: 'applied', problems: [] })
  expect(lessonsIn('session')).toBe(0)
})

test('after a restart the session has it again', async () => {
  await set.ensure(policy, NOW)
  port.session.clear()
  expect(await lessonSet(port).ensure(policy, NOW)).toMatchObject({ outcome: 'applied' })
  expect(lessonsIn('session')).toBe(2)
})

test('what an earlier version left among the dynamic rules goes, and is a problem until it can', async () => {
  await rulesApplier(port, 'lesson').apply(compileLessons(policy, NOW))
  expect(lessonsIn('dynamic')).toBe(2)
  const updateDynamic = port.updateDynamic.bind(port)
  port.updateDynamic = noRoom
  const updated = lessonSet(port)
  expect(await updated.ensure(policy, NOW)).toMatchObject({
    outcome: 'kept-last',
    problems: [{ message: 'no room on the disk' }],
  })
  expect(lessonsIn('session')).toBe(2)
  port.updateDynamic = updateDynamic
  expect(await updated.ensure(policy, NOW)).toMatchObject({ outcome: 'applied', problems: [] })
  expect([lessonsIn('session'), lessonsIn('dynamic')]).toEqual([2, 0])
})
