/** A thread's own side of `Thread`: answers what it is asked, with what the work gives or throws. */
import { parentPort } from 'node:worker_threads'
import { Refusal } from '../errors.ts'

export interface Question<Asked> {
  readonly number: number
  readonly asked: Asked
}

/** What came of it: an answer, the refusal that the work ended in, or a failure of ours. */
export type Reply<Answer> = { readonly number: number } & (
  | { readonly answer: Answer }
  | {
      readonly refusal: {
        readonly status: number
        readonly code: string
        readonly message: string
        readonly field: string | undefined
        readonly retryAfter: number | undefined
      }
    }
  | { readonly failure: string }
)

/** Call it once, in the thread; what is asked is what its `Thread` says. Questions that come meanwhile are begun at once: the work puts them in order if it must. */
export function answering(work: (asked: never) => Promise<unknown>): void {
  parentPort?.on('message', ({ number, asked }: Question<never>) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    void replyTo(number, () => work(asked)).then((reply) => parentPort?.postMessage(reply))
  })
}

async function replyTo(number: number, work: () => Promise<unknown>): Promise<Reply<unknown>> {
  try {
    return { number, answer: await work() }
  } catch (error) {
    if (!(error instanceof Refusal))
      return { number, failure: error instanceof Error ? error.message : String(error) }
    const { status, code, message, field, retryAfter } = error
    return { number, refusal: { status, code, message, field, retryAfter } }
  }
}
