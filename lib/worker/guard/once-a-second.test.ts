import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { OnceASecond } from './once-a-second.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('work is done at once, and what is asked for meanwhile once at the end of the second', () => {
  const done: string[] = []
  const it = new OnceASecond((name) => void done.push(name))
  for (let i = 0; i < 50; i += 1) it.ask('a')
  it.ask('b')
  expect(done).toEqual(['a', 'b'])
  vi.advanceTimersByTime(1_000)
  expect(done).toEqual(['a', 'b', 'a'])
  vi.advanceTimersByTime(5_000)
  expect(done).toEqual(['a', 'b', 'a'])
  it.ask('a')
  expect(done).toHaveLength(4)
})
