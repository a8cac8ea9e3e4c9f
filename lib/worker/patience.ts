/** Waiting for something, but not for ever. */

/** @returns what it resolves to, or undefined when the time (milliseconds) is over first; it goes on by itself. Rejects as it does. */
export async function noLongerThan<T>(ms: number, awaited: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return Promise.race([awaited, patience]).finally(() => clearTimeout(timer))
}
