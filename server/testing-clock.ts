/** For tests that say what time it is: each begins at the same moment, on a stage of its own that is closed after it. */
import { afterEach, beforeEach, vi } from 'vitest'

/** @param open gives what is to be closed; timers go on, only the clock stands */
export function eachAt(now: number, open: () => Promise<{ close(): Promise<unknown> }>): void {
  let opened: { close(): Promise<unknown> } | undefined
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now })
    opened = await open()
  })
  afterEach(async () => {
    await opened?.close()
    opened = undefined
    vi.useRealTimers()
  })
}
