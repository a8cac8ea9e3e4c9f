/** Reads uploads in a thread of its own: whatever a file holds, devices are answered meanwhile and memory has an end. */
import { Worker } from 'node:worker_threads'
import { Refusal } from '../errors.ts'
import { type Roster, RosterError } from './roster.ts'

/** Reading a school's whole export takes a second or two. Milliseconds. */
const LONGEST = 60_000
const MOST_MEMORY_MB = 512

export interface ReadJob {
  readonly body: Uint8Array
  readonly contentType: string
  readonly today: string
}

export type ReadAnswer =
  | { readonly roster: Roster }
  | {
      readonly refused: {
        readonly code: string
        readonly message: string
        readonly file: string | null
        readonly line: number | null
      }
    }
  | { readonly failure: string }

export class RosterReader {
  #busy = false

  /** The roster in a body. Throws a RosterError for one that cannot be used, a Refusal when another is being read. */
  async read(job: ReadJob): Promise<Roster> {
    if (this.#busy)
      throw new Refusal(503, 'busy', 'Another roster is being read: try again in a moment.', {
        retryAfter: 10,
      })
    this.#busy = true
    try {
      const answer = await this.#inThread(job)
      if ('roster' in answer) return answer.roster
      if ('failure' in answer) throw new Error(answer.failure)
      const { code, message, file, line } = answer.refused
      throw new RosterError(code, message, {
        ...(file === null ? {} : { file }),
        ...(line === null ? {} : { line }),
      })
    } finally {
      this.#busy = false
    }
  }

  async #inThread(job: ReadJob): Promise<ReadAnswer> {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    })
    worker.unref()
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<ReadAnswer>((done, failed) => {
        timer = setTimeout(() => done(tooMuch), LONGEST).unref()
        worker.once('message', done)
        worker.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? done(tooMuch) : failed(error),
        )
        worker.once('exit', () => failed(new Error('the reading thread ended without an answer')))
      })
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  }
}

const tooMuch: ReadAnswer = {
  refused: {
    code: 'too-large',
    message: 'Reading the files takes far more than a roster does: export fewer kinds of data.',
    file: null,
    line: null,
  },
}
