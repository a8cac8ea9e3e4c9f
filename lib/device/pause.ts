/**
 * What a school server asks for with `Retry-After`: not to be asked again for a while. Kept across workers, because
 * one lives half a minute and the minute's alarm would ask all the same. Pure: time and chance are arguments.
 */
import type { WireError } from '../protocol/wire-error.ts'

export interface Pause {
  /** The address of the server that asked for it; another one is asked as ever. */
  readonly server: string
  /** Kerb's own time, epoch milliseconds. */
  readonly since: number
  readonly until: number
  readonly problem: { readonly code: string; readonly detail: string }
}

/** A device that says nothing for longer would look as if it were gone, whatever the server asks. */
export const LONGEST_PAUSE_MS = 15 * 60_000
/** That much longer at most, so that a school's devices do not come back in one moment. */
const SPREAD = 0.25

/** The pause after a failure, or undefined when none was asked for. `random`: 0 to 1. */
export function pauseAfter(
  error: WireError,
  server: string,
  random: number,
  now: number,
): Omit<Pause, 'problem'> | undefined {
  if (error.retryAfter === undefined) return undefined
  const wait = Math.min(error.retryAfter, LONGEST_PAUSE_MS) * (1 + random * SPREAD)
  return { server, since: now, until: now + wait }
}

/** True while this server must not be asked. Before it began means that the time was set back: it is over. */
export const isPaused = (pause: Pause | undefined, server: string, now: number): pause is Pause =>
  pause !== undefined && pause.server === server && now >= pause.since && now < pause.until
