/** Makes packs in a thread of its own, one at a time; it ends when nobody has asked for a while. */
import { IdleThread } from '../../threads/idle-thread.ts'
import type { MadePack, PackJob } from './pack.ts'

/** Milliseconds. */
const IDLE = 60_000

/** What the thread is given once. */
export interface PackParts {
  readonly file: string
  readonly keysDir: string
  readonly dataKey: Uint8Array
}

export class Packs {
  readonly #thread: IdleThread<PackJob, MadePack>

  constructor(parts: PackParts) {
    this.#thread = new IdleThread(new URL('./worker.ts', import.meta.url), parts, IDLE)
  }

  /** A pack as one file. Rejects when the thread cannot do its work. */
  make(job: PackJob): Promise<MadePack> {
    return this.#thread.ask(job)
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}
