/** Waiting for something, but not for ever. */

/** Resolves when it is settled or when the time is over, whichever is sooner; rejects as it does. */
export async function noLongerThan(ms: number, awaited: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([awaited, patience]).finally(() => clearTimeout(timer))
}
