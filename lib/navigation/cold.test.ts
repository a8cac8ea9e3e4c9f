/** Verdicts while the index lies on the disk alone. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { mathsLesson, plainPolicy } from '../../tests/fixtures/policies.ts'
import { type HeldIndex, withIndex } from '../lists/with-index.ts'
import type { CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { exactly } from '../time/now.ts'
import { createJudge } from './judge.ts'

/** A Tuesday, ten o'clock. */
const NOW = Date.UTC(2026, 10, 24, 10)
const INDEX: Readonly<Record<string, readonly CategoryId[]>> = {
  'harm.test': ['self-harm'],
  'open.test': ['self-harm'],
  'below.open.test': ['self-harm'],
}
const blocking: Partial<EffectivePolicy> = {
  categories: { ...plainPolicy().categories, gambling: 'block', 'self-harm': 'block' },
}

/** An index on a disk that answers when `answer` is called. */
function setUp(policy: Partial<EffectivePolicy> = {}, read: readonly string[] = []) {
  const known = new Map<string, ReadonlySet<CategoryId>>(read.map((host) => [host, new Set(INDEX[host])]))
  const disk = Promise.withResolvers<void>()
  const index: HeldIndex = {
    known: (host) => known.get(host),
    async read(hosts) {
      await disk.promise
      for (const host of hosts) known.set(host, new Set(INDEX[host]))
    },
  }
  const ruling = {
    policy: plainPolicy({ ...blocking, ...policy }),
    lists: withIndex(plainLists({ ...NO_LISTS, categories: [['bets.test', ['gambling']]] }), index),
  }
  const answered = vi.fn<() => void>()
  const judge = createJudge({
    ready: Promise.resolve(),
    ruling: () => ruling,
    now: () => exactly(NOW),
    continued: () => false,
    showsLifeline: () => false,
    answered,
  })
  const action = (url: string) => judge.verdict(url, 'page')?.action
  return { judge, action, answered, answer: () => disk.resolve() }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is closed already is closed before the index is read', () => {
  const { action } = setUp()
  expect(action('https://bets.test/')).toBe('block')
  expect(action('https://harm.test/')).toBeUndefined()
  const lesson = setUp({
    timeZone: 'Europe/London',
    lessons: [mathsLesson({ from: NOW - 1000, until: NOW + 3_600_000 })],
  })
  expect(lesson.action('https://elsewhere.test/')).toBe('block')
})

test('but not where an unblock may reach as far as the index says', async () => {
  const unblock = {
    id: 'u1',
    from: 0,
    until: 2 * NOW,
    reason: '',
    entry: { host: 'open.test', kind: 'suffix', action: 'allow' },
  } as const
  const { judge, action, answer } = setUp({ unblocks: [unblock] as never }, ['below.open.test'])
  expect(action('https://below.open.test/')).toBeUndefined()
  answer()
  await judge.readyFor('https://below.open.test/', 'page')
  expect(action('https://below.open.test/')).toBe('allow')
})

test('a disk that does not answer is waited for half a second; then what is known judges, and again when it answers', async () => {
  const { judge, action, answered, answer } = setUp()
  const waited = judge.readyFor('https://harm.test/', 'page')
  await vi.advanceTimersByTimeAsync(400)
  expect(action('https://harm.test/')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(200)
  await waited
  expect(action('https://harm.test/')).toBe('allow')
  expect(answered).not.toHaveBeenCalled()
  answer()
  await vi.advanceTimersByTimeAsync(200)
  expect(answered).toHaveBeenCalledOnce()
  expect(action('https://harm.test/')).toBe('block')
})

test('a disk that answers in time is waited for, and nothing is judged twice', async () => {
  const { judge, action, answered, answer } = setUp()
  const waited = judge.readyFor('https://harm.test/', 'page')
  answer()
  await waited
  expect(action('https://harm.test/')).toBe('block')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(answered).not.toHaveBeenCalled()
})
