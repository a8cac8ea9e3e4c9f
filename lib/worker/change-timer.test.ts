import { expect, test, vi } from 'vitest'
import { ChangeTimer } from './change-timer.ts'

test('a change that is near comes by a timer, for alarms are late; what is asked last counts', async () => {
  vi.useFakeTimers()
  try {
    const [alarms, due]: [(number | undefined)[], number[]] = [[], []]
    const timer = new ChangeTimer(
      async (wait) => void alarms.push(wait),
      () => due.push(Date.now()),
    )
    const start = Date.now()
    await timer.in(5_000)
    await timer.in(2_000)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(due).toEqual([start + 2_000])
    await timer.in(90_000)
    await timer.in(1_000)
    await timer.in(undefined)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(due).toHaveLength(1)
    expect(alarms).toEqual([5_000, 2_000, 90_000, 1_000, undefined])
  } finally {
    vi.useRealTimers()
  }
})
