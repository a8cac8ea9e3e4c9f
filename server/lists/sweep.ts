/** Names of updates that nobody can put back any more leave the disk; what was counted of them stays. */
import { rmSync } from 'node:fs'
import type { Database } from '../db/open.ts'
import type { Folders } from './folders.ts'
import { KEPT_UPDATES } from './limits.ts'

/** Keeps the names of the last updates of a source, and of what is in force or held however old. */
export async function sweep(db: Database, folders: Folders, source: number): Promise<void> {
  const updates = await db
    .selectFrom('list_updates')
    .select(['id', 'state', 'digest'])
    .where('source', '=', source)
    .where('kept', '=', 1)
    .orderBy('id', 'desc')
    .execute()
  const old = updates.filter(({ state }) => state === 'earlier' || state === 'discarded').slice(KEPT_UPDATES)
  for (const { id, digest } of old) {
    await db.updateTable('list_updates').set({ kept: 0 }).where('id', '=', id).execute()
    await removeUnused(db, folders, digest)
  }
  const gone = new Set(old.map(({ id }) => id))
  const kept = updates.filter(({ id }) => !gone.has(id)).map(({ digest }) => digest)
  await folders.forgetRaw(source, new Set(kept))
}

/** Two sources, or two updates of one, may hold the same list. */
export async function removeUnused(db: Database, folders: Folders, digest: string): Promise<void> {
  const used = await db
    .selectFrom('list_updates')
    .select('id')
    .where('digest', '=', digest)
    .where('kept', '=', 1)
    .executeTakeFirst()
  if (!used) rmSync(folders.names(digest), { force: true })
}
