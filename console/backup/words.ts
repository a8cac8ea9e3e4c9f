/** Backups in words. */
import type { BackupProblem, Backups } from '../../lib/protocol/backup.ts'
import { ago, dateTime, plural } from '../format.ts'

/** What to do about it, for who has the server before them. */
export const PROBLEMS: Readonly<Record<BackupProblem, (of: Backups, detail: string) => string>> = {
  failed: (_of, detail) => `The last backup was not made. ${detail}`,
  unreadable: ({ folder }, detail) =>
    `The folder ${folder} cannot be read (${detail}): is its disk or share there?`,
  none: () => 'There is no backup yet. If this server were lost now, everything on it would be.',
  ending: ({ lastGoes, kept }) =>
    `The last backup is deleted after ${dateTime(lastGoes ?? 0)}: none is kept for longer than ${plural(kept, 'day')}, because it holds what has been deleted since. Make a new one before then.`,
  old: ({ lastMade, at }) =>
    `The last backup is from ${lastMade === null ? 'long ago' : ago(lastMade, at)}. One a day should be made.`,
  off: () => 'No time is set, so none is made by itself: set KERB_BACKUP_AT, for example to 04:30.',
  keys: ({ keysKept }) =>
    keysKept === null
      ? 'Nobody has said that a copy of the keys is kept apart. No backup opens without them.'
      : 'The keys have changed since somebody last said that a copy is kept apart.',
  'same-disk': ({ folder }) =>
    `Backups lie on the disk that the database is on. Set KERB_BACKUPS to another, or copy ${folder} elsewhere each day.`,
  'before-restore': ({ kept }, detail) =>
    `What a restore put aside still lies in the data folder: ${detail}. Delete it when all is well; Kerb does ${plural(kept, 'day')} after the restore.`,
}

/** What cannot wait. */
export const URGENT: ReadonlySet<BackupProblem> = new Set([
  'failed',
  'unreadable',
  'none',
  'ending',
  'old',
  'off',
])

const PHASES: Readonly<Record<NonNullable<Backups['running']>['phase'], string>> = {
  copy: 'Copying the database',
  check: 'Checking the copy',
  write: 'Sealing and writing',
  verify: 'Reading it through again',
}
export const phaseWords = ({ phase }: NonNullable<Backups['running']>): string => PHASES[phase]

export const ASKED: Readonly<Record<Backups['runs'][number]['asked'], string>> = {
  time: 'by itself',
  hand: 'asked for here',
  command: 'at the server',
}

export function bytesWords(bytes: number): string {
  if (bytes < 1_048_576) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  if (bytes < 1_073_741_824) return `${(bytes / 1_048_576).toFixed(1)} MB`
  return `${(bytes / 1_073_741_824).toFixed(1)} GB`
}

export const nextWords = ({ next }: Backups): string => (next === null ? 'none by itself' : dateTime(next))
