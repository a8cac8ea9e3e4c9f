/**
 * What a document is, from what it shows: every kind that there is evidence for, surest first. Pure.
 * Two independent families of evidence make a kind `sure`, one makes it `suspected` at most; no word alone makes
 * anything.
 */
import type { Finding } from '../policy/finding.ts'
import type { Around, Signals } from './signals.ts'

export type Score = (signals: Signals, around: Around) => Finding[]
