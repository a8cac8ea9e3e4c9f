/**
 * The epoch: which life of the database this is. An operator who restores a backup starts a higher one, so that
 * devices take the restored policy and send again what the backup lacks. Its high-water mark is kept beside the
 * keys as well, because a restored database remembers an older one.
 */
import type { Database } from '../db/open.ts'
import { keyFile, readIfThere, replaceSecret } from './files.ts'

/** The epoch in force; the first is 1. */
export async function epochOf(db: Database): Promise<number> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirst()
  return Number(row?.value ?? '1')
}

/** Starts a higher epoch than any before and returns it. */
export async function startEpoch(db: Database, keysDir: string): Promise<number> {
  const file = keyFile(keysDir, 'epoch')
  const next = Math.max(await epochOf(db), Number(readIfThere(file) ?? '1')) + 1
  replaceSecret(file, `${next}\n`)
  const value = String(next)
  await db
    .insertInto('meta')
    .values({ key: 'epoch', value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
  return next
}
