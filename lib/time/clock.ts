/**
 * The trusted clock, as a pure state machine: the last time that was proved, plus what has elapsed since. It keeps
 * two lines of time: `steady`, which the device's clock cannot push, and `byWall`, what the device's clock makes
 * of it. While the two agree there is one time; when they part by more than two minutes both are candidates until
 * a proof decides.
 *
 * All times are milliseconds. `wall` is `Date.now()`, `mono` is `performance.now()` of this worker.
 */
import { z } from '../zod.ts'
import { MINUTE } from './zone.ts'
import { exactly } from './now.ts'
import type { Now } from './now.ts'

/** The lines may part by this much before it is a jump. */
export const JUMP = 2 * MINUTE
/** Checkpoints are written a minute apart, so a worker may have been away this long without anything odd. */
const CHECKPOINT_EVERY = MINUTE
/** `Date` headers count whole seconds and travel: a proof this close behind confirms, it does not set back. */
const PROOF_BLUR = 5000
/** A proof before this instant (1 January 2024) is nonsense. */
const EARLIEST = 1_704_067_200_000

export const proofSourceSchema = z.enum(['server', 'tls-host'])
export type ProofSource = z.infer<typeof proofSourceSchema>

/** What is written to storage.session every minute, and to storage.local now and then. */
export const checkpointSchema = z.object({
  steady: z.number().check(z.nonnegative()),
  /** What the device's clock made of it: parts from `steady` only while a jump is in doubt. */
  byWall: z.number(),
  wall: z.number(),
  /** The gap between the lines that was last reported as a jump; 0 when nothing was in doubt. */
  reported: z.number(),
  /** The last proof, absent until there was one. */
  proved: z.optional(z.object({ at: z.number(), source: proofSourceSchema })),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

/** The clock within one worker: the two lines at one reading of the worker's own clocks. */
export interface ClockState {
  readonly steady: number
  readonly byWall: number
  readonly wall: number
  readonly mono: number
  /** The gap between the lines that was last reported as a jump; 0 when nothing is in doubt. */
  readonly reported: number
  readonly proved?: Checkpoint['proved']
  /** Whose proof the steady line has run from within this worker, without leaning on the device's clock. */
  readonly anchor?: ProofSource
}

/** The device's clock parted from elapsed time; positive when it went ahead. */
export interface Jump {
  readonly by: number
}

export interface Reading {
  readonly now: Now
  readonly state: ClockState
  /** Reported once for each jump: prove the time at once, and record it unless the proof confirms it. */
  readonly jump?: Jump
}

/**
 * The clock of a worker that has just started.
 *
 * @param stored the last checkpoint (of the session, else of the device), or null when there is none
 * @param sameBrowserSession whether that checkpoint was written since the browser started
 */
export function start(
  stored: Checkpoint | null,
  wall: number,
  mono: number,
  sameBrowserSession: boolean,
): ClockState {
  if (stored === null) return { steady: wall, byWall: wall, wall, mono, reported: 0 }
  const lines = sameBrowserSession ? acrossWorkers(stored, wall) : acrossRestart(stored, wall)
  // The time a browser was closed is no jump; a doubt that was reported before it is not reported again.
  const reported = sameBrowserSession || stored.reported === 0 ? stored.reported : lines.byWall - lines.steady
  const state = { ...lines, wall, mono, reported }
  return stored.proved === undefined ? state : { ...state, proved: stored.proved }
}

/** What time it is, and whether the device's clock has just jumped. */
export function read(state: ClockState, wall: number, mono: number): Reading {
  const { steady, byWall } = linesAt(state, wall, mono)
  const gap = byWall - steady
  if (!inDoubt(gap)) {
    // The device's clock is back where elapsed time says: nothing is left to doubt.
    return { now: exactly(steady), state: state.reported === 0 ? state : { ...state, reported: 0 } }
  }
  const now: Now = { at: steady, candidates: [steady, byWall] }
  if (!inDoubt(gap - state.reported)) return { now, state }
  return { now, state: { ...state, reported: gap }, jump: { by: gap - state.reported } }
}

export interface Proved {
  readonly state: ClockState
  /** False when the proof was not believed: nonsense, or a TLS host against what the school server proved. */
  readonly accepted: boolean
  /**
   * What the proof says about the device's clock. `confirmed` when time had really passed (the device slept);
   * otherwise the clock was moved, which is to be recorded. Absent when nothing had been in doubt.
   */
  readonly jump?: Jump & { readonly confirmed: boolean }
}

/** Sets the clock by a proved time, the only thing that can set it back. */
export function prove(
  state: ClockState,
  provedTime: number,
  wall: number,
  mono: number,
  source: ProofSource,
): Proved {
  const { steady, byWall } = linesAt(state, wall, mono)
  const off = provedTime - steady
  const nonsense = !Number.isFinite(provedTime) || provedTime < EARLIEST
  const contradicted =
    source === 'tls-host' && state.anchor === 'server' && inDoubt(off) && inDoubt(provedTime - byWall)
  if (nonsense || contradicted) return { state, accepted: false }
  const at = off < 0 && off >= -PROOF_BLUR ? steady : provedTime
  const proved = { at: provedTime, source }
  const next: ClockState = { steady: at, byWall: at, wall, mono, reported: 0, proved, anchor: source }
  const gap = byWall - steady
  if (!inDoubt(gap) && !inDoubt(off)) return { state: next, accepted: true }
  const confirmed = inDoubt(gap) && !inDoubt(provedTime - byWall)
  const by = inDoubt(gap) ? gap : -off
  return { state: next, accepted: true, jump: { by, confirmed } }
}

/** What to store so that the next worker, or the next browser session, goes on from here. */
export function checkpoint(state: ClockState, wall: number, mono: number): Checkpoint {
  const lines = { ...linesAt(state, wall, mono), wall, reported: state.reported }
  return state.proved === undefined ? lines : { ...lines, proved: state.proved }
}

interface Lines {
  readonly steady: number
  readonly byWall: number
}

const inDoubt = (gap: number): boolean => Math.abs(gap) > JUMP

/** Within a worker only its monotonic clock moves the steady line. */
function linesAt(state: ClockState, wall: number, mono: number): Lines {
  return {
    steady: state.steady + Math.max(0, mono - state.mono),
    byWall: state.byWall + (wall - state.wall),
  }
}

/**
 * Between workers nothing is left but the device's clock: it is believed for as long as a worker can have been
 * away between two checkpoints, and no further.
 */
function acrossWorkers(stored: Checkpoint, wall: number): Lines {
  const away = wall - stored.wall
  const plausible = away >= 0 && away <= CHECKPOINT_EVERY + JUMP
  return { steady: stored.steady + (plausible ? away : 0), byWall: stored.byWall + away }
}

/**
 * The browser may have been closed for any time: the device's clock is believed, but never before the last
 * checkpoint. A doubt from before the restart outlives it, or a restart would be the way to get rid of it.
 */
function acrossRestart(stored: Checkpoint, wall: number): Lines {
  if (inDoubt(stored.byWall - stored.steady)) return { steady: stored.steady, byWall: wall }
  const away = stored.byWall + (wall - stored.wall)
  return { steady: Math.max(stored.steady, away), byWall: wall }
}
