/** How long the page may keep a look waiting for a moment in which it has nothing to do. Milliseconds. */
const PATIENCE = 250

/** Does it where the page has nothing else to do. Rejects with what it throws. */
export const whenIdle = <T>(work: () => T | Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const now = (): void => {
      try {
        resolve(work())
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    requestIdleCallback(now, { timeout: PATIENCE })
  })
