/** The files in the folder of backups, and which of them go when a new one was made. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY } from '../../lib/time/zone.ts'

/** By the moment it was made, in UTC, so that names sort: `kerb-2026-11-23T043000Z.backup`. */
const NAME = /^kerb-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/
/** What a stop in the middle of writing one leaves behind. */
const HALF = /^kerb-[\dTZ-]+\.backup\.part$/
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
  const files = (await namesIn(folder))
    .filter((name) => NAME.test(name))
    .map(async (name) => ({ name, made: madeAt(name), bytes: (await stat(join(folder, name))).size }))
  return (await Promise.all(files)).sort((a, b) => b.made - a.made)
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })

const madeAt = (name: string): number => Date.parse(name.replace(NAME, '$1T$2:$3:$4Z'))

/** From when on a backup is deleted, if none has taken its place before. */
export const endOf = (made: number, days: number): number => made + days * DAY

/**
 * Which go: of each of the last `days` days that have a backup the newest stays, and of today the newest three; and none
 * that is older than `days` days: it holds what has been deleted since. The last one too, but not before its end was
 * announced in time (`isLastDue`).
 */
export function outdated(
  files: readonly BackupFile[],
  days: number,
  now: number,
  isLastDue: boolean,
): BackupFile[] {
  const last = Math.max(...files.map(({ made }) => made))
  const byDay = Map.groupBy(
    files.filter(({ made }) => endOf(made, days) > now).toSorted((a, b) => b.made - a.made),
    ({ made }) => dayOf(made),
  )
  const stays = new Set(
    [...byDay].slice(0, days).flatMap(([day, of]) => of.slice(0, day === dayOf(now) ? KEPT_TODAY : 1)),
  )
  return files.filter((file) => !stays.has(file) && (isLastDue || file.made !== last))
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Deletes what goes, and what was begun a day ago and never became a backup. Throws when the folder cannot be read. */
export async function prune(
  { folder, kept }: { readonly folder: string; readonly kept: number },
  now: number,
  isLastDue: boolean,
): Promise<void> {
  for (const { name } of outdated(await backupFiles(folder), kept, now, isLastDue))
    await rm(join(folder, name), { force: true })
  for (const name of await namesIn(folder)) {
    const half = join(folder, name)
    if (HALF.test(name) && (await stat(half)).mtimeMs < now - DAY) await rm(half, { force: true })
  }
}
