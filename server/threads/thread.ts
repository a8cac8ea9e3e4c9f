/** A thread that is asked: started at the first question, and anew at the first after it ended. */
import { Worker } from 'node:worker_threads'
import { Refusal } from '../errors.ts'
import type { Question, Reply } from './answering.ts'

interface Waiting<Answer> {
  readonly done: (answer: Answer) => void
  readonly failed: (error: Error) => void
}

export class Thread<Asked, Answer> {
  readonly #script: URL
  readonly #given: unknown
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #worker: Worker | null = null
  #last = 0

  /** `script` calls `answering`; `given` is its workerData. */
  constructor(script: URL, given: unknown) {
    this.#script = script
    this.#given = given
  }

  /** Nothing that was asked waits for its answer. */
  get isIdle(): boolean {
    return this.#waiting.size === 0
  }

  /** Rejects with the Refusal that the work ended in, or an Error when the thread failed or ended. */
  ask(asked: Asked): Promise<Answer> {
    const worker = (this.#worker ??= this.#start())
    const question: Question<Asked> = { number: ++this.#last, asked }
    return new Promise((done, failed) => {
      this.#waiting.set(question.number, { done, failed })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(question)
    })
  }

  /** Ends it; whoever waits is failed. It may be asked again. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#end(new Error('the thread was ended'))
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#given })
    worker.unref()
    worker.on('message', (reply: Reply<Answer>) => this.#take(reply))
    // One that was ended may say so when the next one is at work already.
    const ended = (error: Error): void => {
      if (this.#worker === worker) this.#end(error)
    }
    worker.on('error', ended)
    worker.on('exit', () => ended(new Error('the thread ended')))
    return worker
  }

  #take(reply: Reply<Answer>): void {
    const waiting = this.#waiting.get(reply.number)
    this.#waiting.delete(reply.number)
    if ('answer' in reply) waiting?.done(reply.answer)
    else if ('refusal' in reply) {
      const { status, code, message, field, retryAfter } = reply.refusal
      waiting?.failed(new Refusal(status, code, message, { field, retryAfter }))
    } else waiting?.failed(new Error(reply.failure))
  }

  #end(error: Error): void {
    this.#worker = null
    for (const waiting of this.#waiting.values()) waiting.failed(error)
    this.#waiting.clear()
  }
}
