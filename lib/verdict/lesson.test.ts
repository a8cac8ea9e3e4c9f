import { describe, expect, test } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Lesson } from '../policy/lesson.ts'
import { exactly } from '../time/now.ts'
import { decide } from './decide.ts'
import { nextChange } from './next-change.ts'

const MINUTE = 60_000
/** A Tuesday, ten o'clock in the school's summer time. */
const TEN = Date.UTC(2026, 9, 20, 9)
const LISTS = plainLists({
  ...NO_LISTS,
  lifelines: ['childline.test'],
  categories: [['games.test', ['games']]],
})

const lesson = (changes: Partial<Lesson> = {}): Lesson =>
  mathsLesson({ from: TEN - MINUTE, until: TEN + 40 * MINUTE, ...changes })
const taught = (changes: Partial<Lesson> = {}, more: Partial<EffectivePolicy> = {}): EffectivePolicy =>
  plainPolicy({ lessons: [lesson(changes)], ...more })
const say = (
  url: string,
  policy: EffectivePolicy,
  target: 'page' | 'frame' | 'resource' = 'page',
  at = TEN,
) => decide(url, policy, LISTS, exactly(at), target).action

describe('nothing but these sites', () => {
  test.each([
    ['https://maths.test/', 'allow'],
    ['https://www.maths.test/algebra', 'allow'],
    ['https://notmaths.test/', 'block'],
    ['https://docs.test/d/9b/sheet', 'allow'],
    ['https://docs.test/d/9bx', 'block'],
    ['https://docs.test/d/9b/..%2f9c', 'block'],
    ['https://docs.test/', 'block'],
    ['https://player.test/', 'block'],
    ['https://childline.test/', 'allow'],
    // By its address; what a page wrote into such a window goes by that page's (`whose`).
    ['about:blank', 'allow'],
  ] as const)('%s: %s', (url, action) => expect(say(url, taught())).toBe(action))

  test('frames load from the sites and from what their pages need; parts of a page from anywhere', () => {
    expect(say('https://maths.test/frame', taught(), 'frame')).toBe('allow')
    expect(say('https://v.player.test/embed', taught(), 'frame')).toBe('allow')
    expect(say('https://other.test/', taught(), 'frame')).toBe('block')
    expect(say('https://cdn.test/a.js', taught(), 'resource')).toBe('allow')
  })

  test('what the policy closes stays closed', () => {
    const policy = taught({ sites: [{ host: 'games.test' }] })
    expect(decide('https://games.test/', policy, LISTS, exactly(TEN))).toMatchObject({
      action: 'block',
      reason: { kind: 'category' },
    })
  })

  test('says which lesson, and until when', () => {
    expect(decide('https://news.test/', taught(), LISTS, exactly(TEN))).toEqual({
      action: 'block',
      reason: { kind: 'lesson', id: 'l1', name: '9B Maths', mode: 'only' },
      remedy: 'ask',
      until: TEN + 40 * MINUTE,
    })
  })
})

test('all but these: they and what lies under them are closed, as frames too', () => {
  const policy = taught({
    mode: 'except',
    sites: [{ host: 'news.test' }, { host: 'docs.test', path: '/fun' }],
  })
  expect(say('https://www.news.test/', policy)).toBe('block')
  expect(say('https://news.test/', policy, 'frame')).toBe('block')
  expect(say('https://docs.test/fun/1', policy)).toBe('block')
  expect(say('https://docs.test/work', policy)).toBe('allow')
  expect(say('https://maths.test/', policy)).toBe('allow')
})

test('eyes up covers everything but lifelines', () => {
  const policy = taught({ mode: 'eyes-up', sites: [] })
  expect(say('https://maths.test/', policy)).toBe('block')
  expect(say('https://childline.test/', policy)).toBe('allow')
})

describe('when it runs', () => {
  test('from its start to its end', () => {
    const policy = taught()
    expect(say('https://news.test/', policy, 'page', TEN - 2 * MINUTE)).toBe('allow')
    expect(say('https://news.test/', policy, 'page', TEN + 40 * MINUTE)).toBe('allow')
    expect(nextChange(policy, exactly(TEN))).toBe(TEN + 40 * MINUTE)
  })

  test('only in the hours for lessons, whoever sent it', () => {
    const hours = [{ days: [2], from: 8 * 60, to: 10 * 60 + 20 }]
    const policy = taught({}, { lessonHours: hours })
    expect(say('https://news.test/', policy)).toBe('block')
    expect(say('https://news.test/', policy, 'page', TEN + 20 * MINUTE)).toBe('allow')
    expect(nextChange(policy, exactly(TEN))).toBe(TEN + 20 * MINUTE)
    expect(say('https://news.test/', taught({}, { lessonHours: [] }))).toBe('allow')
    expect(say('https://news.test/', taught({}, { timeZone: 'Nowhere/Land' }))).toBe('allow')
  })

  test('while the time is in doubt it ends rather than traps', () => {
    const doubt = { at: TEN, candidates: [TEN, TEN + 60 * MINUTE] as const }
    expect(decide('https://news.test/', taught(), LISTS, doubt).action).toBe('allow')
    expect(decide('https://games.test/', taught(), LISTS, doubt).action).toBe('block')
  })
})

test('with two lessons a page must be open in both, and the one that ends last speaks', () => {
  const other = lesson({
    id: 'l2',
    sites: [{ host: 'maths.test' }, { host: 'art.test' }],
    until: TEN + 50 * MINUTE,
  })
  const policy = plainPolicy({ lessons: [lesson(), other] })
  expect(say('https://maths.test/', policy)).toBe('allow')
  expect(say('https://art.test/', policy)).toBe('block')
  expect(decide('https://news.test/', policy, LISTS, exactly(TEN)).reason).toMatchObject({ id: 'l2' })
})
