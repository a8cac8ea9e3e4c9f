/** The keys folder: small secret files, readable by their owner only, made once. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** The text of a file, or null when there is none. Anything else that goes wrong is thrown. */
export function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Makes a file that must not exist yet: two servers starting at once cannot both believe their own key. Whole or not
 * at all, because a running server looks for new keys at any moment.
 */
export function createSecret(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const next = `${file}.${process.pid}.next`
  write(openSync(next, 'w', 0o600), text)
  try {
    linkSync(next, file)
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    write(openSync(file, 'wx', 0o600), text)
  } finally {
    unlinkSync(next)
  }
  syncFolder(dirname(file))
}

/** What file systems without hard links answer. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Replaces a file in one step: a reader sees the old text or the new one, never half. */
export function replaceSecret(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const next = `${file}.next`
  write(openSync(next, 'w', 0o600), text)
  renameSync(next, file)
  syncFolder(dirname(file))
}

/** The secret in a file, made by `make` on the first start. Returns whether it was made just now. */
export function secretOf(file: string, make: () => string): { text: string; made: boolean } {
  const text = readIfThere(file)
  if (text !== null) return { text, made: false }
  const fresh = make()
  createSecret(file, fresh)
  return { text: fresh, made: true }
}

export const keyFile = (keysDir: string, name: string): string => join(keysDir, name)

function write(descriptor: number, text: string): void {
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A new name is only safe from a power cut once its folder is written too. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
