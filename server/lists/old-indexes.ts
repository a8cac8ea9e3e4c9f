/** Files leave the disk when no device can have them any more, from which a change could be worked out for it. */
import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

/** A device that was away for longer fetches the whole. Milliseconds. */
export const INDEX_KEPT = 60 * 24 * 3_600_000

const ENDINGS = ['.index', '.hot']

/** It was given to devices until now: from here on its time runs. One that is not there is not missed. */
export async function inUse(file: string, now: number): Promise<void> {
  const at = new Date(now)
  await utimes(file, at, at).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/**
 * Removes what was last in force longer ago. What is in force stays however old it is. An earlier update that is put back
 * makes the same file anew. `folder`: where the files lie; `inForce`: paths of those in force.
 */
export async function sweepIndexes(folder: string, inForce: readonly string[], now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    if (!ENDINGS.some((ending) => name.endsWith(ending)) || inForce.includes(file)) continue
    if (now - (await stat(file)).mtimeMs > INDEX_KEPT) await rm(file, { force: true })
  }
}
