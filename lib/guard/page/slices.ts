/** Does a long piece of work in short ones, where the page has nothing else to do. */

/** Of the main thread at once. Milliseconds. */
const SLICE = 2.5
/** How long the page may keep us waiting. Milliseconds. */
const PATIENCE = 250

/** @returns what the work comes to; undefined when it was called off */
export function inSlices<T>(work: Generator<void, T>, isOff: () => boolean): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const slice = (idle: IdleDeadline): void => {
      const end = performance.now() + Math.max(1, Math.min(SLICE, idle.timeRemaining()))
      try {
        do {
          if (isOff()) return resolve(undefined)
          const step = work.next()
          if (step.done === true) return resolve(step.value)
        } while (performance.now() < end)
      } catch (error) {
        return reject(error instanceof Error ? error : new Error(String(error)))
      }
      requestIdleCallback(slice, { timeout: PATIENCE })
    }
    requestIdleCallback(slice, { timeout: PATIENCE })
  })
}
