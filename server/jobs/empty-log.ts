/** The log beside the database file, which still holds what was deleted. */
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { BUSY_TIMEOUT } from '../db/sqlite.ts'

/**
 * Copies everything into the database file and empties the log beside it, which still holds pages as they were.
 * Deleted content is overwritten there with zeros (`secure_delete`, see db/sqlite.ts); for what that misses, see
 * compact.ts. When another process reads at this moment the log is emptied by the next run.
 */
export async function emptyLog(db: Database): Promise<void> {
  await sql`PRAGMA busy_timeout = 0`.execute(db)
  try {
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db)
  } finally {
    await sql.raw(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`).execute(db)
  }
}
