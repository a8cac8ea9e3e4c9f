/** Makes backups: each day at the set time, and when somebody asks. One at a time, in a thread of its own. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Cron } from 'croner'
import type { Backups as Shown } from '../../lib/protocol/backup.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { databaseFile } from '../environment.ts'
import { Refusal } from '../errors.ts'
import { KERB_VERSION } from '../kerb-version.ts'
import { hasErased } from '../jobs/compact.ts'
import { NIGHTLY } from '../jobs/night.ts'
import { fractionOf } from '../threads/progress.ts'
import { Thread } from '../threads/thread.ts'
import { fileName } from './files.ts'
import { keepInTime, tellManagers } from './keep.ts'
import { backupKeyOf, keyMarksOf } from './keys.ts'
import { LATE } from './notice.ts'
import { Progress } from './pace.ts'
import { noteRun, type Run, stateOfBackups } from './state.ts'
import { type BackupDone, type BackupJob, WORK_FOLDER } from './write.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'environment'> & { readonly mail?: Context['mail'] }

export class Backups {
  readonly #parts: Parts
  readonly #thread: Thread<BackupJob, BackupDone>
  #running: { readonly began: number; readonly progress: Progress; readonly done: Promise<Run> } | null = null
  #cron: Cron | null = null
  #nightly: Cron | null = null
  #onError: (error: unknown) => void = () => undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#thread = new Thread(new URL('./worker.ts', import.meta.url), null)
  }

  /** Where what fails by itself is told; what a backup failed of is in its own record. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /**
   * From here on backups are made by themselves, and go when they are too old; one that was missed while the server was
   * off is made now, before anything goes. A folder that is away, as a share can be, keeps nothing else from starting.
   */
  async start(now: number): Promise<void> {
    try {
      await this.#schedule()
      await this.#tidy()
      const { lastMade } = await this.state(now)
      if (this.#cron && lastMade !== null && now - lastMade > LATE) this.#byTime()
      else await this.#keep(now)
    } catch (error) {
      this.#onError(error)
    }
  }

  async close(): Promise<void> {
    this.#cron?.stop()
    this.#nightly?.stop()
    this.#running?.progress.cancel()
    await this.#running?.done
    await this.#thread.close()
  }

  async state(now: number): Promise<Shown> {
    const at = this.#running?.progress.now
    const running =
      this.#running && at ? { began: this.#running.began, phase: at.phase, done: fractionOf(at) } : null
    const next = this.#cron?.nextRun() ?? null
    return stateOfBackups(this.#parts.db, this.#parts.environment, { running, next }, now)
  }

  /** Begins one; resolves with what became of it. Throws a Refusal (409), at once, when one is being made. */
  begin(asked: Run['asked'], now: number): Promise<Run> {
    if (this.#running) throw new Refusal(409, 'busy', 'A backup is being made: wait until that is done.')
    const progress = new Progress()
    const done = this.#make(asked, now, progress).finally(() => (this.#running = null))
    this.#running = { began: now, progress, done }
    return done
  }

  /** False when none is being made. */
  cancel(): boolean {
    this.#running?.progress.cancel()
    return this.#running !== null
  }

  async #make(asked: Run['asked'], began: number, progress: Progress): Promise<Run> {
    const { db, environment } = this.#parts
    const file = fileName(began)
    const made = await this.#ask(began, join(environment.backup.folder, file), progress)
    if (progress.isCancelled) return { began, ended: Date.now(), asked, ...made, file: null }
    const run: Run = { began, ended: Date.now(), asked, ...made, file: made.problem === null ? file : null }
    await noteRun(db, run)
    if (run.problem !== null && asked === 'time') await tellManagers(this.#parts, 'backup-failed', run.ended)
    await this.#keep(began)
    return run
  }

  async #ask(made: number, target: string, progress: Progress): Promise<Pick<Run, 'bytes' | 'problem'>> {
    const { db, environment } = this.#parts
    try {
      const { bytes } = await this.#thread.ask({
        isTidied: await hasErased(db),
        database: databaseFile(environment),
        dataDir: environment.dataDir,
        target,
        key: backupKeyOf(environment),
        keys: keyMarksOf(environment),
        kerb: KERB_VERSION,
        made,
        progress: progress.shared,
      })
      return { bytes, problem: null }
    } catch (error) {
      if (error instanceof Refusal) return { bytes: 0, problem: error.message }
      this.#onError(error)
      return { bytes: 0, problem: `Something went wrong (${(error as Error).message.slice(0, 200)}).` }
    }
  }

  /** Who looks after the network hears at once that the last one is about to go, and then each night. */
  async #keep(now: number, isNight = false): Promise<void> {
    try {
      const told = await keepInTime(this.#parts, now)
      if (told === now || (told !== null && isNight)) await tellManagers(this.#parts, 'backup-ending', now)
    } catch (error) {
      // A folder that is away: the next night tries again, and the console says that it cannot be read.
      this.#onError(error)
    }
  }

  /** Also where the school makes its backups by hand. */
  async #night(now: number): Promise<void> {
    await this.#keep(now, true)
    await this.#schedule()
  }

  async #schedule(): Promise<void> {
    const { at } = this.#parts.environment.backup
    this.#cron?.stop()
    this.#nightly?.stop()
    const timezone = zoneOf(await policyInForce(this.#parts))
    const night = (): void => void this.#night(Date.now()).catch(this.#onError)
    this.#nightly = new Cron(NIGHTLY, { timezone, unref: true }, night)
    if (!at) return
    this.#cron = new Cron(`${at.minute} ${at.hour} * * *`, { timezone, unref: true }, () => this.#byTime())
  }

  #byTime(): void {
    // One that somebody asked for in this very moment is as good.
    if (this.#running) return
    // The school may have moved to another zone with its policy.
    void this.begin('time', Date.now())
      .then(() => this.#schedule())
      .catch(this.#onError)
  }

  /** Removes copies of the database that a stop in the middle left behind; not those that a command is making. */
  async #tidy(): Promise<void> {
    const work = join(this.#parts.environment.dataDir, WORK_FOLDER)
    const names = await readdir(work).catch(() => []) // There was never a backup.
    for (const name of names.filter(isLeftBehind))
      await rm(join(work, name), { recursive: true, force: true })
  }
}

/** Folders of work are named by the process that made them. This one has begun none yet. */
function isLeftBehind(name: string): boolean {
  const pid = Number.parseInt(name, 10)
  if (!(pid > 0) || pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // It lives, and is somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'EPERM'
  }
}
