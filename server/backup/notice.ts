/** The end of the last backup: announced three days before, whatever else happened, and the day that people are told. */
import { DAY, HOUR } from '../../lib/time/zone.ts'
import { z } from '../../lib/zod.ts'
import { forgetMeta, readMeta, writeMeta } from '../db/meta.ts'
import type { Database } from '../db/open.ts'
import { type BackupFile, endOf } from './files.ts'

/** A daily backup is late after so long. */
export const LATE = 36 * HOUR
/** The last one goes so long after its end was first announced, at the soonest. */
const NOTICE = 3 * DAY
/** It is announced so long before its end: nights are up to 25 hours apart, and one may be missed. */
const ANNOUNCED = NOTICE + LATE

const ENDING = 'backup-ending'
/** Of one file: a newer one has a notice of its own, and so has what a restored database knew nothing of. */
const noticeSchema = z.object({ last: z.string(), at: z.number() })

/** Whether the newest is about to go: nothing newer has come for a day and a half. Pure. */
export const isEnding = (newest: BackupFile | undefined, days: number, now: number): boolean =>
  newest !== undefined && now - newest.made > LATE && endOf(newest.made, days) - ANNOUNCED <= now

/**
 * When the end of this file was announced, in epoch milliseconds; null when it was not. What a clock that ran ahead noted
 * is no notice.
 */
export async function announced(
  db: Database,
  last: BackupFile | undefined,
  now: number,
): Promise<number | null> {
  const value = await readMeta(db, ENDING)
  if (value === undefined) return null
  const notice = noticeSchema.parse(JSON.parse(value))
  return notice.last === last?.name && notice.at <= now ? notice.at : null
}

/** Notes from now on that the last one ends, when it does, and forgets that when it does not. Returns what `announced` does. */
export async function announce(
  db: Database,
  last: BackupFile | undefined,
  days: number,
  now: number,
): Promise<number | null> {
  // An empty folder may be a share that is away: nothing is known of the last one.
  if (last === undefined) return null
  if (!isEnding(last, days, now)) {
    await forgetMeta(db, ENDING)
    return null
  }
  const before = await announced(db, last, now)
  if (before !== null) return before
  await writeMeta(db, ENDING, JSON.stringify({ last: last.name, at: now }))
  return now
}

export const isDue = (at: number | null, now: number): boolean => at !== null && at + NOTICE <= now

/** From when on the last one is deleted if it is announced at `at`. Pure. */
export const goesFrom = (made: number, days: number, at: number): number =>
  Math.max(endOf(made, days), at + NOTICE)

/** The latest moment at which a server that is on announces the end of the last one. Pure. */
export const announcedBy = (made: number, days: number): number =>
  Math.max(made + LATE, endOf(made, days) - ANNOUNCED) + 25 * HOUR
