import { expect, test } from 'vitest'
import { settled } from '../../tests/fixtures/dnr-model.ts'
import { memoryRules } from '../../tests/fixtures/memory-rules.ts'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { ruleSets } from './both.ts'
import { setOf } from './ids.ts'
import { compileLessons, lessonMarkerOf } from './lesson.ts'

const TEN = Date.UTC(2026, 9, 20, 9)
const NOW = exactly(TEN)
const LATER = exactly(TEN + 3_600_000)
const LISTS = plainLists(NO_LISTS, 'none')

const lesson = mathsLesson({ from: TEN, until: TEN + 60_000 })
const policy = plainPolicy({ lessons: [lesson] })
const action = (url: string, type: string, of = policy) =>
  settled([compileLessons(of, NOW).rules], url, type).action

test('pages and frames outside the lesson do not load; the rest of a page does', () => {
  expect(action('http://maths.test/', 'main_frame')).toBe('allow')
  expect(action('http://news.test/', 'main_frame')).toBe('block')
  expect(action('http://player.test/', 'main_frame')).toBe('block')
  expect(action('http://player.test/', 'sub_frame')).toBe('allow')
  expect(action('http://news.test/', 'sub_frame')).toBe('block')
  expect(action('http://news.test/a.js', 'script')).toBe('allow')
})

test('a path closes no more here than it does by decide: the worker is stricter', () => {
  expect(action('http://docs.test/d/9b', 'main_frame')).toBe('allow')
  const but = plainPolicy({ lessons: [{ ...lesson, mode: 'except' }] })
  expect(action('http://docs.test/d/9b/x', 'main_frame', but)).toBe('block')
  expect(action('http://docs.test/other', 'main_frame', but)).toBe('allow')
})

test('the marker says what is closed, and changes with nothing else', () => {
  const other = plainPolicy({
    lessons: [{ ...lesson, id: 'l2', message: 'Work well', until: TEN + 120_000 }],
  })
  expect(lessonMarkerOf(other, NOW)).toBe(lessonMarkerOf(policy, NOW))
  expect(lessonMarkerOf(policy, LATER)).not.toBe(lessonMarkerOf(policy, NOW))
  expect(lessonMarkerOf(policy, LATER)).toBe(lessonMarkerOf(plainPolicy(), NOW))
})

test('a lesson comes and goes without the policy’s rules being touched', async () => {
  const port = memoryRules()
  const sets = ruleSets(port)
  const plain = plainPolicy({ entries: [{ kind: 'suffix', host: 'bad.test', action: 'block' }] })
  expect(await sets.ensure(plain, LISTS, NOW)).toMatchObject({ changed: 'policy' })
  const before = [...port.dynamic.values()].filter(({ id }) => setOf(id) === 'policy')
  const taught = { ...plain, lessons: [lesson] }
  expect(await sets.ensure(taught, LISTS, NOW)).toMatchObject({ changed: 'lessons', problems: [] })
  const ofLessons = () => [...port.session.values()].filter(({ id }) => setOf(id) === 'lesson')
  expect(ofLessons()).toHaveLength(3)
  expect([...port.dynamic.values()].filter(({ id }) => setOf(id) === 'policy')).toEqual(before)
  expect(await sets.ensure(taught, LISTS, NOW)).toMatchObject({ changed: 'nothing' })
  // Its end.
  expect(await sets.ensure(taught, LISTS, LATER)).toMatchObject({ changed: 'lessons' })
  expect(ofLessons()).toHaveLength(1)
})

test('rules that nobody marked go with their own set', async () => {
  const port = memoryRules()
  port.dynamic.set(77, { id: 77, action: { type: 'allow' }, condition: { urlFilter: 'x' } })
  port.dynamic.set(700_005, { id: 700_005, action: { type: 'block' }, condition: { urlFilter: 'y' } })
  await ruleSets(port).ensure(policy, LISTS, NOW)
  expect(port.dynamic.has(77)).toBe(false)
  expect(port.dynamic.has(700_005)).toBe(false)
  expect([...port.dynamic.values()].filter(({ id }) => setOf(id) === 'lesson')).toHaveLength(1)
})

test('a set of lessons that the browser refuses is a problem, and the policy’s stays', async () => {
  const port = memoryRules()
  const sets = ruleSets(port)
  await sets.ensure(plainPolicy(), LISTS, NOW)
  port.refuses.add(700_000)
  const refused = await sets.ensure(policy, LISTS, NOW)
  expect(refused).toMatchObject({ outcome: 'unchanged', lessonsHold: false })
  expect(refused.problems).toMatchObject([{ layer: 'lesson' }])
})
