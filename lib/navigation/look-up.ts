/**
 * Looking something up in lists that are not in memory as a whole: what a look-up lacks is read, and it is made again.
 * The disk behind them may be slow, or never answer; whoever looks up waits for it a moment and no longer.
 */
import type { CategoryLists } from '../lists/lists.ts'

/** As long as a page may wait for what only the disk knows of it. Milliseconds. */
export const LOOK_UP_MS = 500
/** Addresses within addresses name further hosts, each known only when the one around it has been looked into. */
const MOST_ROUNDS = 20

export interface LookedUp<T> {
  readonly found: T
  /** Hosts of which the lists could not say all that they know. */
  readonly lacking: readonly string[]
  /** Reads that. Never rejects. */
  readonly read: () => Promise<void>
}

/** By what is in memory now. */
export function lookNow<T>({ unread }: Pick<CategoryLists, 'unread'>, look: () => T): LookedUp<T> {
  unread?.begin()
  const found = look()
  return { found, lacking: unread?.lacking() ?? [], read: async () => unread?.read() }
}

/**
 * Has in memory what a look-up asks of the lists.
 * @param look by lists that may be others each time
 * @returns whether that was so in time; `done` resolves when it is, and may never
 */
export async function lookUp(
  look: () => LookedUp<unknown>,
  within = LOOK_UP_MS,
): Promise<{ readonly isInTime: boolean; readonly done: Promise<void> }> {
  // At once when warm.
  const done = look().lacking.length === 0 ? undefined : readAll(look)
  if (done === undefined) return { isInTime: true, done: Promise.resolve() }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), within)
  })
  const isInTime = await Promise.race([done.then(() => true), late]).finally(() => clearTimeout(timer))
  return { isInTime, done }
}

async function readAll(look: () => LookedUp<unknown>): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { lacking, read } = look()
    if (lacking.length === 0) return
    await read()
  }
}
