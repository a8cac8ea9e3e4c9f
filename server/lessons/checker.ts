/**
 * Checks sites in a thread of its own: lists of a million hosts take seconds to read, and devices are answered
 * meanwhile. The thread keeps what it read, and ends when nobody has asked for a while.
 */
import { Thread } from '../threads/thread.ts'
import type { CheckJob, Closed, PageFound, PageJob } from './check.ts'

/** Long enough for a teacher who tries site after site. Milliseconds. */
const IDLE = 10 * 60_000

/** What the thread is given once. */
export interface CheckerParts {
  readonly file: string
  readonly dataKey: Uint8Array
}

export class SiteChecker {
  readonly #thread: Thread<CheckJob | PageJob, readonly Closed[] | PageFound>
  #idle: NodeJS.Timeout | undefined

  /** `file`: the database. Nothing is opened before the first check. */
  constructor(parts: CheckerParts) {
    this.#thread = new Thread(new URL('./check-worker.ts', import.meta.url), parts)
  }

  /** What is closed of the job's sites, in their order. Rejects when the thread cannot do its work. */
  check(job: CheckJob): Promise<readonly Closed[]> {
    return this.#ask(job) as Promise<readonly Closed[]>
  }

  /** What the policy says of a page. Rejects when the thread cannot do its work. */
  judge(job: PageJob): Promise<PageFound> {
    return this.#ask(job) as Promise<PageFound>
  }

  async #ask(job: CheckJob | PageJob): Promise<readonly Closed[] | PageFound> {
    clearTimeout(this.#idle)
    try {
      return await this.#thread.ask(job)
    } finally {
      if (this.#thread.isIdle) this.#idle = setTimeout(() => void this.close(), IDLE).unref()
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#thread.close()
  }
}
