/** Folders the rig uses. Everything it makes lies in .cache, which is never committed, or in a temporary folder. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** A folder below .cache, made when missing. */
export function cacheFolder(...parts: string[]): string {
  const folder = join(ROOT, '.cache', ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A fresh temporary folder; whoever asks for it removes it. */
export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `kerb-${name}-`))
