/**
 * Whether a write was refused because the disk is full. The first one that finds no room says so; then Chromium closes
 * the database, cannot open it again, and says of that alone that it failed: so the room itself is asked for.
 */

const SAYS_SO = /quota|disk|no.?space|full/i
/** What a browser says, and Dexie after it, of a database that it has closed, or closes in the middle of a write. */
const SAYS_LITTLE = new Set([
  'UnknownError',
  'AbortError',
  'DatabaseClosedError',
  'OpenFailedError',
  'InvalidStateError',
  'TransactionInactiveError',
])
/** With less room than this, bytes, a database is not opened. */
const LEAST = 1_000_000

export const saysFull = (error: unknown): boolean =>
  error instanceof Error && (SAYS_SO.test(error.name) || SAYS_SO.test(error.message))

/** Whether only the room itself can tell. */
export const mayBeFull = (error: unknown): boolean => error instanceof Error && SAYS_LITTLE.has(error.name)

/** Never rejects. */
export async function isFull(error: unknown): Promise<boolean> {
  if (saysFull(error)) return true
  return mayBeFull(error) && (await hasNoRoom())
}

/** Writes what can wait for room. False where the disk is full; rejects with anything else. */
export async function unlessFull(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (await isFull(error)) return false
    throw error
  }
}

async function hasNoRoom(): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate()
    return quota !== undefined && usage !== undefined && quota - usage < LEAST
  } catch {
    return false // What cannot be asked says nothing.
  }
}
