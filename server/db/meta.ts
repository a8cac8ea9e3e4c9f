/** Single values that the server keeps about itself, by name. */
import type { Database } from './open.ts'

export async function readMeta(db: Database, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function writeMeta(db: Database, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}

export async function forgetMeta(db: Database, key: string): Promise<void> {
  await db.deleteFrom('meta').where('key', '=', key).execute()
}
