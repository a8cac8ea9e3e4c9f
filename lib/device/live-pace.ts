/**
 * When the live channel is opened again. A school that comes back after a power cut must not come back in one moment,
 * and one server restart must not keep a lesson from anybody for long. Pure: chance is an argument.
 */
import { CLOSED } from '../protocol/live.ts'

/**
 * Each try comes within this of the one before, spread evenly. A server takes some seconds to start again, and its school
 * must not wait much longer than it: the first tries are near each other, and cost a refused connection.
 */
const WITHIN_MS = [2_000, 2_000, 3_000, 4_000, 4_000, 4_000, 8_000, 16_000] as const
const LONGEST_MS = 30_000
/** Whom the server will not have is not let in a second later either; a minute's alarm asks again, too. */
const REFUSED_MS = 60_000
/** The server is there, and has its reasons. */
export const REFUSALS: readonly number[] = [CLOSED.unproved, CLOSED.notConfirmed, CLOSED.malformed]

/**
 * Milliseconds to wait. `failures`: connections in a row that ended before they were proved, or soon after.
 * `random`: 0 to 1.
 */
export function reopenIn(code: number, failures: number, random: number): number {
  if (REFUSALS.includes(code)) return REFUSED_MS * (0.75 + random / 2)
  const most = WITHIN_MS[failures] ?? LONGEST_MS
  // Not at once even by chance: a server that is just starting would refuse it.
  return 100 + random * most
}
