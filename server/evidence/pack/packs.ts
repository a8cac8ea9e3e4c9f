/** Makes packs in a thread of its own, one at a time; it ends when nobody has asked for a while. */
import { Thread } from '../../threads/thread.ts'
import type { MadePack, PackJob } from './pack.ts'

const IDLE = 60_000

/** What the thread is given once. */
export interface PackParts {
  readonly file: string
  readonly keysDir: string
  readonly dataKey: Uint8Array
}

export class Packs {
  readonly #thread: Thread<PackJob, MadePack>
  #idle: NodeJS.Timeout | undefined

  constructor(parts: PackParts) {
    this.#thread = new Thread(new URL('./worker.ts', import.meta.url), parts)
  }

  /** A pack as a zip. Rejects when the thread cannot do its work. */
  async make(job: PackJob): Promise<MadePack> {
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
