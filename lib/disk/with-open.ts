/** A database that its browser may close under us: an idle worker's, or any one's once the disk is full. */
import type { Dexie } from 'dexie'

/**
 * Runs `work` with the database open. A worker that was woken can find its connection closed under it; then it is
 * opened again and `work` runs once more, so `work` must bear being run twice. One that could not be opened before is
 * tried anew: Dexie itself would refuse it for as long as the page lives.
 */
export async function withOpen<T>(db: Dexie, work: () => Promise<T>): Promise<T> {
  try {
    if (!db.isOpen()) await db.open()
    return await work()
  } catch (error) {
    if (!isClosed(error)) throw error
    db.close({ disableAutoOpen: false })
    await db.open()
    return work()
  }
}

const CLOSED = new Set(['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'AbortError'])
const isClosed = (error: unknown): boolean =>
  error instanceof Error && (CLOSED.has(error.name) || /connection|closing|closed/i.test(error.message))
