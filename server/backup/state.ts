/** How backups stand: what was made, what is wrong. */
import { readdir, stat } from 'node:fs/promises'
import type { Backups as Shown, BackupProblem } from '../../lib/protocol/backup.ts'
import type { Database } from '../db/open.ts'
import type { Environment } from '../environment.ts'
import { type BackupFile, backupFiles } from './files.ts'
import { keyringMark } from './keys.ts'
import { announced, goesFrom, isEnding, LATE } from './notice.ts'
import { BEFORE_RESTORE } from './put-in-place.ts'

const SHOWN_RUNS = 20
const KEYS_KEPT = 'keys-kept'

export interface Run {
  readonly began: number
  readonly ended: number
  readonly asked: 'time' | 'hand' | 'command'
  readonly file: string | null
  readonly bytes: number
  readonly problem: string | null
}

/** Notes what became of one, and forgets the oldest. */
export async function noteRun(db: Database, run: Run): Promise<void> {
  await db.insertInto('backups').values(run).execute()
  const old = db.selectFrom('backups').select('id').orderBy('id', 'desc').limit(-1).offset(400)
  await db.deleteFrom('backups').where('id', 'in', old).execute()
}

const lastRuns = (db: Database): Promise<Run[]> =>
  db
    .selectFrom('backups')
    .select(['began', 'ended', 'asked', 'file', 'bytes', 'problem'])
    .orderBy('id', 'desc')
    .limit(SHOWN_RUNS)
    .execute()

interface KeysKept {
  readonly at: number
  /** See keyringMark. */
  readonly mark: string
}

/** When somebody said that the keys are kept apart, and which keys those were. */
async function keysKept(db: Database): Promise<KeysKept | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEYS_KEPT).executeTakeFirst()
  return row ? (JSON.parse(row.value) as KeysKept) : null
}

export async function keepKeys(db: Database, environment: Environment, now: number): Promise<void> {
  const kept: KeysKept = { at: now, mark: keyringMark(environment) }
  const value = JSON.stringify(kept)
  await db
    .insertInto('meta')
    .values({ key: KEYS_KEPT, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}

export interface Known {
  readonly now: number
  readonly files: readonly BackupFile[]
  /** For so many days. */
  readonly kept: number
  /** Why the folder cannot be read, in a code; null when it can. */
  readonly unreadable: string | null
  readonly lastRun: Run | undefined
  readonly isTimed: boolean
  readonly isSameDisk: boolean
  readonly areKeysKept: boolean
  /** Folders that restores put aside. */
  readonly aside: readonly string[]
}

/** What somebody has to do something about, the worst first. Pure. */
export function problemsOf(known: Known): { readonly code: BackupProblem; readonly detail: string }[] {
  const { now, files, lastRun, isTimed } = known
  const newest = files[0]
  const isOld = newest !== undefined && now - newest.made > LATE
  const found: readonly (readonly [BackupProblem, boolean, string])[] = [
    ['failed', lastRun?.problem != null, lastRun?.problem ?? ''],
    ['unreadable', known.unreadable !== null, known.unreadable ?? ''],
    ['none', newest === undefined && known.unreadable === null, ''],
    ['ending', isEnding(newest, known.kept, now), ''],
    ['old', isOld, ''],
    ['off', !isTimed, ''],
    ['keys', !known.areKeysKept, ''],
    ['same-disk', known.isSameDisk, ''],
    ['before-restore', known.aside.length > 0, known.aside.join(', ')],
  ]
  return found.flatMap(([code, is, detail]) => (is ? [{ code, detail }] : []))
}

/** A folder that cannot be read is something to tell, not to fail by. */
async function look(folder: string): Promise<Pick<Known, 'files' | 'unreadable'>> {
  try {
    return { files: await backupFiles(folder), unreadable: null }
  } catch (error) {
    return { files: [], unreadable: (error as NodeJS.ErrnoException).code ?? 'unknown' }
  }
}

export async function stateOfBackups(
  db: Database,
  environment: Environment,
  running: { readonly running: Shown['running']; readonly next: Date | null },
  now: number,
): Promise<Shown> {
  const { folder, kept, at } = environment.backup
  const [found, runs, keys] = await Promise.all([look(folder), lastRuns(db), keysKept(db)])
  const { files } = found
  const last = files[0]
  const told = await announced(db, last, now)
  const [entries, here, there] = await Promise.all([
    readdir(environment.dataDir),
    stat(environment.dataDir),
    stat(folder).catch(() => null), // Not made yet: it would be told of by `none`.
  ])
  const problems = problemsOf({
    now,
    ...found,
    kept,
    lastRun: runs[0],
    isTimed: at !== null,
    isSameDisk: there !== null && there.dev === here.dev,
    areKeysKept: keys !== null && keys.mark === keyringMark(environment),
    aside: entries.filter((name) => name.startsWith(BEFORE_RESTORE)),
  })
  return {
    at: now,
    folder,
    kept,
    next: running.next?.getTime() ?? null,
    running: running.running,
    lastMade: last?.made ?? null,
    lastGoes: last ? goesFrom(last.made, kept, told ?? now) : null,
    problems,
    files: files.map(({ name, made, bytes }) => ({ name, made, bytes })),
    runs: runs.map(({ began, ended, asked, bytes, problem }) => ({
      began,
      seconds: Math.round(Math.max(0, ended - began) / 1000),
      asked,
      bytes,
      problem,
    })),
    keysKept: keys?.at ?? null,
  }
}
