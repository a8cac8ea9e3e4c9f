/** Where backups go, when, and how many stay, as the environment says it. */
import { resolve } from 'node:path'
import { z } from '../../lib/zod.ts'

const text = z.optional(z.string().check(z.minLength(1)))
export const backupVariables = {
  KERB_BACKUPS: z._default(z.string().check(z.minLength(1)), '.backups'),
  KERB_BACKUP_AT: z._default(
    z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|off)$/, 'a time such as 04:30, or off')),
    '04:30',
  ),
  KERB_BACKUPS_KEPT: z._default(
    z
      .string()
      .check(
        z.regex(
          /^([4-9]|[1-9]\d{1,2})$/,
          'how many days, a whole number from 4 to 999, because the last backup is announced three days before it is deleted: set it to 4 or more, or leave it out for 14',
        ),
      ),
    '14',
  ),
  KERB_BACKUP_KEY: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url, 43 characters')),
  ),
  KERB_BACKUP_KEY_FILE: text,
}
interface Variables {
  readonly KERB_BACKUPS: string
  readonly KERB_BACKUP_AT: string
  readonly KERB_BACKUPS_KEPT: string
  readonly KERB_BACKUP_KEY?: string | undefined
  readonly KERB_BACKUP_KEY_FILE?: string | undefined
}

export interface BackupSettings {
  readonly folder: string
  /** When, each day, in the school's time zone; null where the school makes its own arrangements. */
  readonly at: { readonly hour: number; readonly minute: number } | null
  /** Of so many days, the newest of each stays. */
  readonly kept: number
  /** The backup key itself, when the environment carries it. */
  readonly key?: string
  /** Where it is kept, when it is neither in the environment nor in the keys folder. */
  readonly keyFile?: string
}

/** The settings; what is wrong goes into `problems`, a line each. */
export function readBackup(
  v: Variables,
  { dataDir, keysDir }: { readonly dataDir: string; readonly keysDir: string },
  problems: string[],
): BackupSettings {
  const { KERB_BACKUP_AT: at, KERB_BACKUP_KEY: key, KERB_BACKUP_KEY_FILE: keyFile } = v
  const folder = resolve(v.KERB_BACKUPS)
  if (folder === dataDir || folder === keysDir)
    problems.push(
      'KERB_BACKUPS: must be another folder than KERB_DATA and KERB_KEYS, at best on another disk',
    )
  if (key !== undefined && keyFile !== undefined)
    problems.push('KERB_BACKUP_KEY and KERB_BACKUP_KEY_FILE: give one of them, not both')
  const [hour, minute] = at === 'off' ? [] : at.split(':').map(Number)
  return {
    folder,
    at: hour === undefined || minute === undefined ? null : { hour, minute },
    kept: Number(v.KERB_BACKUPS_KEPT),
    ...(key !== undefined && { key }),
    ...(keyFile !== undefined && { keyFile: resolve(keyFile) }),
  }
}
