/** A piece of a transaction that can fail by itself. */
import { sql } from 'kysely'
import type { Database } from './open.ts'

/**
 * Runs `work` in the caller's transaction; when it throws, what it wrote is taken back, and nothing that was written
 * before. Not within itself.
 * @returns what was thrown, or undefined
 */
export async function takenBack(
  trx: Database,
  work: () => Promise<void>,
): Promise<{ error: unknown } | undefined> {
  await sql`SAVEPOINT piece`.execute(trx)
  try {
    await work()
  } catch (error) {
    // A full disk ends the whole transaction: then the first failure says why, not that the savepoint is gone.
    await sql`ROLLBACK TO piece`.execute(trx).catch(() => Promise.reject(error))
    await sql`RELEASE piece`.execute(trx)
    return { error }
  }
  await sql`RELEASE piece`.execute(trx)
  return undefined
}
