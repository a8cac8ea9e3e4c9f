/**
 * Checks sites in a thread of its own: lists of a million hosts take seconds to read, and devices are answered
 * meanwhile. The thread keeps what it read, and ends when nobody has asked for a while.
 */
import { Worker } from 'node:worker_threads'
import type { CheckJob, Closed } from './check.ts'

/** Long enough for a teacher who tries site after site. Milliseconds. */
const IDLE = 10 * 60_000

/** What the thread is given once. */
export interface CheckerParts {
  readonly file: string
  readonly dataKey: Uint8Array
}

export type CheckAnswer =
  | { readonly number: number; readonly closed: readonly Closed[] }
  | { readonly number: number; readonly failure: string }

interface Waiting {
  readonly done: (closed: readonly Closed[]) => void
  readonly failed: (error: Error) => void
}

export class SiteChecker {
  readonly #parts: CheckerParts
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #last = 0
  #idle: NodeJS.Timeout | undefined

  /** `file`: the database. Nothing is opened before the first check. */
  constructor(parts: CheckerParts) {
    this.#parts = parts
  }

  /** What is closed of the job's sites, in their order. Rejects when the thread cannot do its work. */
  async check(job: CheckJob): Promise<readonly Closed[]> {
    const worker = (this.#worker ??= this.#start())
    clearTimeout(this.#idle)
    const number = ++this.#last
    try {
      return await new Promise((done, failed) => {
        this.#waiting.set(number, { done, failed })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ number, job })
      })
    } finally {
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => void this.close(), IDLE).unref()
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#end(new Error('the server stops'))
    await worker?.terminate()
  }

  #end(error: Error): void {
    this.#worker = null
    for (const waiting of this.#waiting.values()) waiting.failed(error)
    this.#waiting.clear()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: this.#parts })
    worker.unref()
    worker.on('message', (answer: CheckAnswer) => {
      const waiting = this.#waiting.get(answer.number)
      this.#waiting.delete(answer.number)
      if ('closed' in answer) waiting?.done(answer.closed)
      else waiting?.failed(new Error(answer.failure))
    })
    // A thread that was ended for being idle may say so when the next one is at work already.
    const ended = (error: Error) => {
      if (this.#worker === worker) this.#end(error)
    }
    worker.on('error', ended)
    worker.on('exit', () => ended(new Error('the checking thread ended')))
    return worker
  }
}
