/** How what is to be read comes to where it is read: from its address, from an upload, or it is here already. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context } from '../context.ts'
import { download, type Tags } from './download.ts'
import type { Folders } from './folders.ts'
import { type SourceRow, updateIn } from './store.ts'

export type From = { readonly kind: 'address' | 'here' } | { readonly kind: 'file'; readonly path: string }

export interface Arrived {
  /** To be kept with what is made of it, and not before: a stop in between must not lose it. Null: they stay. */
  readonly tags: Tags | null
}

/** Null when the address has nothing new. Rejects with a Refusal when it does not come. */
export async function arrive(
  { db, environment }: Pick<Context, 'db' | 'environment'>,
  folders: Folders,
  row: SourceRow,
  from: From,
): Promise<Arrived | null> {
  const raw = folders.raw(row.id)
  if (from.kind === 'here') return { tags: null }
  if (from.kind === 'file') {
    renameSync(from.path, raw)
    rmSync(dirname(from.path), { recursive: true, force: true })
    return { tags: null }
  }
  const folder = folders.work()
  try {
    const file = join(folder, 'fetched')
    // Without what it was and what was made of it, “nothing new” would leave nothing to read.
    const inForce = await updateIn(db, row.id, 'in-force')
    const isHere = existsSync(raw) && (!inForce || existsSync(folders.names(inForce.digest)))
    const tags = isHere ? { etag: row.etag, modified: row.modified } : { etag: null, modified: null }
    const address = row.address ?? ''
    const fetched = await download({ address, tags, mirrors: environment.listMirrors, file })
    if (fetched.state === 'same') return null
    renameSync(file, raw)
    return { tags: fetched.tags }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
