/** Long lists in short turns: SQLite works in the server's own thread, and devices must be answered in between. */
import { setImmediate } from 'node:timers/promises'

/** Rows in one statement: a few milliseconds. */
export const AT_ONCE = 500

/** Calls `work` with the list in pieces, with a turn of the event loop after each. */
export async function inTurns<T>(
  list: readonly T[],
  work: (piece: readonly T[]) => Promise<unknown>,
  atOnce = AT_ONCE,
): Promise<void> {
  for (let at = 0; at < list.length; at += atOnce) {
    await work(list.slice(at, at + atOnce))
    await setImmediate()
  }
}
