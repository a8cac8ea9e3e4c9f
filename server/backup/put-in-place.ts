/** What is in the data folder goes aside, and what was read from a backup takes its place. */
import { DatabaseSync } from 'node:sqlite'
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from './cipher.ts'
import { DATABASE } from './contents.ts'

/** Of the folder in the data folder that keeps what was there; whoever restored removes it, or its age does: keep.ts. */
export const BEFORE_RESTORE = 'before-restore-'
const MOVED = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, 'lists']
const SQLITE_BUSY = 5

/**
 * Refuses while any process has the database open: the server would go on writing into a file that nobody reads again.
 * A database in WAL mode leaves that mode only for who has it alone. One that is too damaged to be asked has nobody.
 */
export function needAlone(file: string): void {
  if (!existsSync(file)) return
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = DELETE')
  } catch (error) {
    const { errcode } = error as { errcode?: number }
    if (typeof errcode === 'number' && (errcode & 0xff) === SQLITE_BUSY)
      throw new BackupError('The server, or a command of it, is running: stop it first.')
  } finally {
    database.close()
  }
}

/** Returns the folder that the old files are in, or null when there were none. One disk, so each step is a new name. */
export async function putInPlace(from: string, dataDir: string, now: number): Promise<string | null> {
  const old = MOVED.filter((name) => existsSync(join(dataDir, name)))
  const aside = join(dataDir, `${BEFORE_RESTORE}${new Date(now).toISOString().replaceAll(/[:.]/g, '')}`)
  if (old.length > 0) await mkdir(aside, { mode: 0o700 })
  for (const name of old) await rename(join(dataDir, name), join(aside, name))
  for (const name of MOVED)
    if (existsSync(join(from, name))) await rename(join(from, name), join(dataDir, name))
  return old.length > 0 ? aside : null
}
