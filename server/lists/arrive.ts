/** How what is to be read comes to where it is read: from its address, from an upload, or it is here already. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context } from '../context.ts'
import { download } from './download.ts'
import type { Folders } from './folders.ts'
import type { SourceRow } from './store.ts'

export type From = { readonly kind: 'address' | 'here' } | { readonly kind: 'file'; readonly path: string }

/** False when the address has nothing new. Rejects with a Refusal when it does not come. */
export async function arrive(
  { db, environment }: Pick<Context, 'db' | 'environment'>,
  folders: Folders,
  row: SourceRow,
  from: From,
): Promise<boolean> {
  const raw = folders.raw(row.id)
  if (from.kind === 'here') return true
  if (from.kind === 'file') {
    copyFileSync(from.path, raw)
    rmSync(dirname(from.path), { recursive: true, force: true })
    return true
  }
  const folder = folders.work()
  try {
    const file = join(folder, 'fetched')
    // Without what it was, “nothing new” would leave nothing to read.
    const tags = existsSync(raw) ? { etag: row.etag, modified: row.modified } : { etag: null, modified: null }
    const address = row.address ?? ''
    const fetched = await download({ address, tags, mirrors: environment.listMirrors, file })
    if (fetched.state === 'same') return false
    renameSync(file, raw)
    const { etag, modified } = fetched.tags
    await db.updateTable('list_sources').set({ etag, modified }).where('id', '=', row.id).execute()
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
