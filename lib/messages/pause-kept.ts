import type { PauseHere } from './personal.ts'

/**
 * The last answer of all, kept on the device for when the worker does not answer: what is paused for, and the hosts (each
 * with all under it) where nothing is.
 */
export const PAUSE_KEPT = 'personal-last'
export interface PauseKept {
  readonly here: PauseHere
  readonly open: readonly string[]
}
