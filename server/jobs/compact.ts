/**
 * Writes the database anew, without the remains of what was deleted. Deleted content is overwritten at once
 * (`secure_delete`), but where SQLite moved rows to another page earlier, copies of them can stay in the unused part
 * of the old one, and nothing but a VACUUM is known to remove those. It runs in a thread of its own; until it is
 * done, whoever wants to write is told to come back (503), which devices do.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { Database } from '../db/open.ts'
import { BUSY_TIMEOUT } from '../db/sqlite.ts'

/** Between two rewritings. A day less than a week, so that the same night of the next week is not too early. */
export const COMPACT_EVERY = 6 * 86_400_000

/** Whether rows were deleted since the last rewriting, and it is long enough ago. */
export async function mustCompact(db: Database, now: number): Promise<boolean> {
  // Somebody asked for it and was told that it is gone: that does not wait for the week.
  if (await hasErased(db)) return true
  const last = Number((await meta(db, 'compacted')) ?? '0')
  const deleted = Number((await meta(db, 'deleted')) ?? '0')
  return deleted >= last && deleted > 0 && now - last >= COMPACT_EVERY
}

/** Whether something was erased on demand of which remains may stand in unused parts of the file. */
export async function hasErased(db: Database): Promise<boolean> {
  const last = Number((await meta(db, 'compacted')) ?? '0')
  const erased = Number((await meta(db, 'erased')) ?? '0')
  return erased > 0 && erased >= last
}

/** Notes that something was deleted. */
export const noteDeleted = (db: Database, now: number): Promise<void> => setMeta(db, 'deleted', now)

/** Notes that something was erased on demand. */
export const noteErased = (db: Database, now: number): Promise<void> => setMeta(db, 'erased', now)

/** Writes the database in `file` anew. Rejects when there is no room on the disk or another process is writing. */
export async function compact(db: Database, file: string, now: number): Promise<void> {
  // Nobody waits inside this thread for a lock that is held for so long: see errors.ts for what is answered.
  await sql`PRAGMA busy_timeout = 0`.execute(db)
  try {
    const worker = new Worker(new URL('./compact-worker.ts', import.meta.url), { workerData: { file } })
    // Rejects with what the thread threw.
    await once(worker, 'exit')
  } finally {
    await sql.raw(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`).execute(db)
  }
  await setMeta(db, 'compacted', now)
}

async function meta(db: Database, key: string): Promise<string | undefined> {
  return (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst())?.value
}

async function setMeta(db: Database, key: string, at: number): Promise<void> {
  const value = String(at)
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}
