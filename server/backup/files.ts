/** The files in the folder of backups, and which of them go when a new one was made. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** By the moment it was made, in UTC, so that names sort: `kerb-2026-11-23T043000Z.backup`. */
const NAME = /^kerb-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/
/** Of the day that runs: whoever presses the button often must not push out older days. */
const KEPT_TODAY = 3

export interface BackupFile {
  readonly name: string
  /** When it was made, by its name. Epoch milliseconds. */
  readonly made: number
  readonly bytes: number
}

export const fileName = (made: number): string =>
  `kerb-${new Date(made).toISOString().slice(0, 19).replaceAll(/:/g, '')}Z.backup`

/** Newest first. No folder, no backups. Throws when it cannot be read, as a share that is away cannot. */
export async function backupFiles(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const files = names
    .filter((name) => NAME.test(name))
    .map(async (name) => ({ name, made: madeAt(name), bytes: (await stat(join(folder, name))).size }))
  return (await Promise.all(files)).sort((a, b) => b.made - a.made)
}

const madeAt = (name: string): number => Date.parse(name.replace(NAME, '$1T$2:$3:$4Z'))

/**
 * Which go: of each of the last `days` days that have a backup the newest stays, and of today the newest three. Counted
 * in days that have one, not by age: a server that makes none any more must not lose those it has.
 */
export function outdated(files: readonly BackupFile[], days: number, now: number): BackupFile[] {
  const byDay = Map.groupBy(
    files.toSorted((a, b) => b.made - a.made),
    ({ made }) => dayOf(made),
  )
  return [...byDay].flatMap(([day, of], i) => of.slice(i >= days ? 0 : day === dayOf(now) ? KEPT_TODAY : 1))
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

export async function prune(folder: string, days: number, now: number): Promise<void> {
  for (const { name } of outdated(await backupFiles(folder), days, now))
    await rm(join(folder, name), { force: true })
}
