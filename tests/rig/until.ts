/** Waiting for a state, never for a time. */
import { setTimeout as pause } from 'node:timers/promises'

interface Patience {
  /** What is awaited, for the error: "the extension to be installed". */
  readonly what: string
  /** Milliseconds before giving up. */
  readonly within?: number
  /** Milliseconds between two looks. Left out: a tenth of what has been waited, from 30 to 250. */
  readonly every?: number
}

/** The machine may be busy: what is waited for this long does not come. Milliseconds. */
export const PATIENCE = 90_000

/** A look costs a browser something, and the others that wait beside it. */
const pauseAfter = (waited: number): number => Math.min(250, Math.max(30, waited / 10))

/**
 * Looks again and again until the answer is neither undefined, null nor false, and returns it. A look that throws
 * counts as "not yet"; its error is the cause when time runs out.
 */
export async function until<T>(
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { what, within = PATIENCE, every }: Patience,
): Promise<T> {
  const start = performance.now()
  let cause: unknown
  for (;;) {
    try {
      const answer = await look()
      if (answer !== undefined && answer !== null && answer !== false) return answer
    } catch (error) {
      cause = error
    }
    const waited = performance.now() - start
    if (waited > within) {
      throw new Error(`Waited ${within} ms for ${what}`, cause === undefined ? {} : { cause })
    }
    await pause(every ?? pauseAfter(waited))
  }
}
