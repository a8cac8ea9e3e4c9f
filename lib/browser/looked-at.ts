import { api } from './api.ts'

/** Resolves when another tab comes to the front of its window, at the latest after so many milliseconds. */
export async function lookedAt(within: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const onActivated = (): void => resolve()
  const timer = setTimeout(resolve, within)
  api.tabs.onActivated.addListener(onActivated)
  try {
    await promise
  } finally {
    clearTimeout(timer)
    api.tabs.onActivated.removeListener(onActivated)
  }
}
