/** Backups, as the console and the school server speak of them, under /admin/backups. */
import { z } from '../zod.ts'

const count = z.int().check(z.minimum(0))

/**
 * What is wrong: `unreadable`: the folder of the backups; `none`: there is no backup yet; `ending`: the last is deleted
 * within days, because none is kept for longer; `old`: the last is older than a day and a half; `failed`: the last try;
 * `off`: no time is set; `same-disk`: they lie on the database's own disk; `keys`: nobody has said that a copy of the
 * keys as they are now is kept apart; `before-restore`: what a restore put aside still lies there.
 */
export const BACKUP_PROBLEMS = [
  'unreadable',
  'none',
  'ending',
  'old',
  'failed',
  'off',
  'same-disk',
  'keys',
  'before-restore',
] as const
export type BackupProblem = (typeof BACKUP_PROBLEMS)[number]

/** GET /admin/backups */
export const backupsSchema = z.object({
  at: z.number(),
  /** On the server. */
  folder: z.string(),
  /** Of so many days the newest stays; none is older, but the last until its end was announced for three days. */
  kept: count,
  /** When the next is made by itself. */
  next: z.nullable(z.number()),
  running: z.nullable(
    z.object({
      began: z.number(),
      phase: z.enum(['copy', 'check', 'write', 'verify']),
      /** From 0 to 1. */
      done: z.number().check(z.minimum(0), z.maximum(1)),
    }),
  ),
  /** When the last one that is whole was made. */
  lastMade: z.nullable(z.number()),
  /** From when on it is deleted, at the soonest, if no newer one is made. */
  lastGoes: z.nullable(z.number()),
  problems: z.array(z.object({ code: z.enum(BACKUP_PROBLEMS), detail: z.string() })),
  /** Newest first. */
  files: z.array(z.object({ name: z.string(), made: z.number(), bytes: count })),
  /** The last tries, newest first. */
  runs: z.array(
    z.object({
      began: z.number(),
      seconds: count,
      asked: z.enum(['time', 'hand', 'command']),
      bytes: count,
      problem: z.nullable(z.string()),
    }),
  ),
  /** When somebody said that a copy of the keys is kept apart; null when never. */
  keysKept: z.nullable(z.number()),
})
export type Backups = z.infer<typeof backupsSchema>
