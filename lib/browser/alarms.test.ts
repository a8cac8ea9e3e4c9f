import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { repeat, wakeIn } from './alarms.ts'

const alarms = vi.hoisted(() => {
  const kept = new Map<string, { scheduledTime: number; periodInMinutes?: number }>()
  return {
    kept,
    get: async (name: string) => kept.get(name),
    clear: async (name: string) => kept.delete(name),
    // As Chromium does: what is kept is a time of day.
    create: async (
      name: string,
      given: { when?: number; delayInMinutes?: number; periodInMinutes?: number },
    ) => {
      const wait = (given.delayInMinutes ?? given.periodInMinutes ?? 0) * 60_000
      kept.set(name, {
        scheduledTime: given.when ?? Date.now() + wait,
        ...(given.periodInMinutes !== undefined && { periodInMinutes: given.periodInMinutes }),
      })
    },
  }
})
vi.mock('./api.ts', () => ({ api: { alarms } }))

const T = Date.UTC(2026, 10, 23, 10)
const due = (name: string): number => (alarms.kept.get(name)?.scheduledTime ?? Number.NaN) - Date.now()

beforeEach(() => {
  vi.useFakeTimers({ now: T })
  alarms.kept.clear()
})
afterEach(() => vi.useRealTimers())

test('a repeating alarm keeps its rhythm however often the worker starts', async () => {
  await repeat('minute', 1, 1)
  vi.setSystemTime(T + 40_000)
  await repeat('minute', 1, 1)
  expect(due('minute')).toBe(20_000)
})

test('devices that start together do not knock together', async () => {
  await repeat('minute', 1, 0)
  expect(due('minute')).toBe(30_000)
  alarms.kept.clear()
  await repeat('minute', 1, 1)
  expect(due('minute')).toBe(60_000)
})

test.for([-365, -1, 1, 365])(
  'a clock set by %d days puts a repeating alarm off by no more than its period',
  async (days) => {
    await repeat('minute', 1)
    vi.setSystemTime(T + days * 86_400_000)
    await repeat('minute', 1)
    expect(due('minute')).toBeGreaterThan(0)
    expect(due('minute')).toBeLessThanOrEqual(60_000)
  },
)

test('a wake-up is counted from now, and can be taken back', async () => {
  await wakeIn('change', 90_000)
  expect(due('change')).toBe(90_000)
  await wakeIn('change', -5)
  expect(due('change')).toBe(0)
  await wakeIn('change', undefined)
  expect(alarms.kept.size).toBe(0)
})
