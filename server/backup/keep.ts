/**
 * How long backups are kept: none is older than its days, whether or not new ones are made; the last one goes when its
 * end was announced in time. What was deleted from the database is in every backup from before, and in what a restore put
 * aside.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { nextNight } from '../jobs/night.ts'
import { networkManagers } from '../lists/managers.ts'
import { backupFiles, endOf, prune } from './files.ts'
import { announce, announced, announcedBy, goesFrom, isDue } from './notice.ts'
import { BEFORE_RESTORE } from './put-in-place.ts'

type Parts = Pick<Context, 'db' | 'environment'>

/**
 * Deletes what is too old. Returns when the end of the last backup was announced, `now` where that is new; null when it
 * has not come. Throws when the folder of the backups cannot be read, as a share that is away cannot.
 */
export async function keepInTime(
  { db, environment: { dataDir, backup } }: Parts,
  now: number,
): Promise<number | null> {
  for (const name of await readdir(dataDir)) {
    const at = asideSince(name)
    if (at !== null && endOf(at, backup.kept) <= now)
      await rm(join(dataDir, name), { recursive: true, force: true })
  }
  const [last] = await backupFiles(backup.folder)
  const told = await announce(db, last, backup.kept, now)
  await prune(backup, now, isDue(told, now))
  return told
}

/** When what is in a folder was put aside; null for any other name. */
export function asideSince(name: string): number | null {
  if (!name.startsWith(BEFORE_RESTORE)) return null
  const stamp = name.slice(BEFORE_RESTORE.length)
  const at = Date.parse(stamp.replace(/^(.{13})(\d\d)(\d\d)(\d{3})Z$/, '$1:$2:$3.$4Z'))
  return Number.isNaN(at) ? null : at
}

type Tellers = Pick<Context, 'db'> & { readonly mail?: Context['mail'] }

/** Who looks after the network hears of it by mail; the console says why. */
export async function tellManagers(
  { db, mail }: Tellers,
  about: 'backup-failed' | 'backup-ending',
  now: number,
): Promise<void> {
  await mail?.queue(db, await networkManagers(db), now, about)
  mail?.send()
}

export interface InBackups {
  /** By when the last backup that was made before is deleted. Epoch milliseconds. */
  readonly until: number
  /** Whether one of them is there still; null when the folder cannot be read. */
  readonly isThere: boolean | null
}

/** Says of moments at which something was deleted for good until when backups from before still hold it. */
export async function inBackups(
  parts: Pick<Context, 'db' | 'vault' | 'environment'>,
  now: number,
): Promise<(deleted: number) => InBackups> {
  const { folder, kept } = parts.environment.backup
  const zone = zoneOf(await policyInForce(parts))
  const files = await backupFiles(folder).catch(() => null)
  const last = files?.[0]
  const noted = await announced(parts.db, last, now)
  return (deleted) => {
    const isLast = last !== undefined && last.made <= deleted
    const told = isLast ? noted : null
    const made = isLast ? last.made : deleted
    const lastGoes = goesFrom(made, kept, told ?? Math.max(announcedBy(made, kept), isLast ? now : 0))
    return {
      // They go in the first night after their time.
      until: nextNight(zone, Math.max(endOf(deleted, kept), lastGoes)),
      isThere: files && files.some((file) => file.made <= deleted),
    }
  }
}
