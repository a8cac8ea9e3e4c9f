/**
 * Checks sites in a thread of its own: lists of a million hosts take seconds to read, and devices are answered
 * meanwhile. The thread keeps what it read, and ends when nobody has asked for a while.
 */
import { IdleThread } from '../threads/idle-thread.ts'
import type { FoundJob, KeptOpen, UsersJob } from '../found/kept-open.ts'
import type { CheckJob, Closed, PageFound, PageJob } from './check.ts'

/** Long enough for a teacher who tries site after site. Milliseconds. */
const IDLE = 10 * 60_000

/** What the thread is given once. */
export interface CheckerParts {
  readonly file: string
  readonly dataDir: string
  readonly dataKey: Uint8Array
}

export type AnyJob = CheckJob | PageJob | FoundJob | UsersJob
export type AnyFound = readonly Closed[] | PageFound | KeptOpen | null | number

export class SiteChecker {
  readonly #thread: IdleThread<AnyJob, AnyFound>

  /** `file`: the database. Nothing is opened before the first check. */
  constructor(parts: CheckerParts) {
    this.#thread = new IdleThread(new URL('./check-worker.ts', import.meta.url), parts, IDLE)
  }

  /** What is closed of the job's sites, in their order. Rejects when the thread cannot do its work. */
  check(job: CheckJob): Promise<readonly Closed[]> {
    return this.#thread.ask(job) as Promise<readonly Closed[]>
  }

  /** What the policy says of a page. Rejects when the thread cannot do its work. */
  judge(job: PageJob): Promise<PageFound> {
    return this.#thread.ask(job) as Promise<PageFound>
  }

  /** Why a place that something was found at stays open; null for nothing. Rejects when the thread cannot do its work. */
  look(job: FoundJob): Promise<KeptOpen | null> {
    return this.#thread.ask(job) as Promise<KeptOpen | null>
  }

  /** How many use such a place and found nothing. Whoever asks something else meanwhile is answered first. */
  countUsers(job: UsersJob): Promise<number> {
    return this.#thread.ask(job) as Promise<number>
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
