/** Makes packs in a thread of its own, one at a time; it ends when nobody has asked for a while. */
import type { PackMaking } from '../../../lib/protocol/evidence-staff.ts'
import { Refusal } from '../../errors.ts'
import { IdleThread } from '../../threads/idle-thread.ts'
import { fractionOf } from '../../threads/progress.ts'
import type { MadePack, PackJob } from './pack.ts'
import { PackProgress } from './pace.ts'

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
  /** By the look that they are made for. */
  readonly #making = new Map<string, PackProgress>()

  constructor(parts: PackParts) {
    this.#thread = new IdleThread(new URL('./worker.ts', import.meta.url), parts, IDLE)
  }

  /**
   * A pack as one file. Rejects when the thread cannot do its work, and with a Refusal (409) while one is made for this look
   * already, or when this one was cancelled; `gone`, aborted, cancels the one that this call began and no other.
   */
  async make(look: string, job: PackJob, gone: AbortSignal): Promise<MadePack> {
    if (this.#making.has(look)) throw new Refusal(409, 'busy', 'One is being made: wait, or cancel that one.')
    if (gone.aborted) throw cancelled()
    const progress = new PackProgress()
    const cancel = () => progress.cancel()
    gone.addEventListener('abort', cancel)
    this.#making.set(look, progress)
    try {
      const made = await this.#thread.ask({ ...job, progress: progress.shared })
      // It may have been all but done.
      if (progress.isCancelled) throw cancelled()
      return made
    } finally {
      gone.removeEventListener('abort', cancel)
      this.#making.delete(look)
    }
  }

  /** How far the pack of a look is; null when none is being made. */
  making(look: string): PackMaking | null {
    const now = this.#making.get(look)?.now
    return now === undefined
      ? null
      : { phase: now.phase, done: now.phase === 'file' ? null : fractionOf(now) }
  }

  /** False when none is being made. What there was of it is thrown away. */
  cancel(look: string): boolean {
    this.#making.get(look)?.cancel()
    return this.#making.has(look)
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

/** What whoever waited for a pack is told. */
export const cancelled = (): Refusal => new Refusal(409, 'cancelled', 'It was cancelled: nothing was made.')
