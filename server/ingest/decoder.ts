/**
 * Decodes batches. In the server's own thread for small ones, where handing over would cost more than the work; in a
 * worker thread for large ones, so that a device that comes back after a month does not hold up a class.
 */
import { Worker } from 'node:worker_threads'
import { activityRequestSchema } from '../../lib/protocol/wire.ts'
import { readJson, unpackNow } from '../device/body.ts'
import { Refusal } from '../errors.ts'
import { SealKeys } from '../keys/seal-key.ts'
import { Vault } from '../keys/vault.ts'
import { decodeBatch, type DecodedBatch } from './decode.ts'
import { isSurelyBatch } from './quick.ts'
import { SessionKeys } from './session-keys.ts'

/** What a batch may unpack to. */
export const MOST_UNPACKED = 12 * 1024 * 1024
/** Bodies up to this many bytes as sent are decoded in place: about twenty rows. */
const SMALL = 8 * 1024

export interface DecoderKeys {
  readonly keysDir: string
  readonly dataKey: Uint8Array
}

export interface Job {
  /** The row of `installations`. */
  readonly id: number
  readonly installation: string
  readonly encoding: string | undefined
  readonly now: number
}

/** What a worker answers: the batch, or the refusal it ended in. */
export type WorkerAnswer =
  | { readonly job: number; readonly batch: DecodedBatch }
  | {
      readonly job: number
      readonly refusal: {
        readonly status: number
        readonly code: string
        readonly message: string
        readonly field: string | undefined
        readonly retryAfter: number | undefined
      }
    }
  | { readonly job: number; readonly failure: string }

interface Waiting {
  readonly done: (batch: DecodedBatch) => void
  readonly failed: (error: Error) => void
}

/** The whole way of a batch, in whatever thread: unpack, read, validate, open. Throws Refusals. */
export async function decodeBody(
  raw: Uint8Array,
  job: Job,
  keys: { vault: Vault; sessionKeys: SessionKeys },
): Promise<DecodedBatch> {
  const body = readJson(unpackNow(raw, job.encoding, MOST_UNPACKED))
  const settings = { ...keys, id: job.id, installation: job.installation, now: job.now }
  if (isSurelyBatch(body)) return decodeBatch(body, settings)
  const batch = activityRequestSchema.safeParse(body)
  if (!batch.success) {
    const [issue] = batch.error.issues
    const field = (issue?.path ?? []).join('.').slice(0, 200)
    const message = `body, ${field || 'whole'}: ${issue?.message ?? 'not valid'}`.slice(0, 500)
    throw new Refusal(422, 'invalid', message, field ? { field } : {})
  }
  return decodeBatch(batch.data, settings)
}

export class Decoder {
  readonly #keys: DecoderKeys
  readonly #vault: Vault
  readonly #sessionKeys: SessionKeys
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
  #lastJob = 0
  #closed = false

  constructor(keys: DecoderKeys) {
    this.#keys = keys
    this.#vault = new Vault(keys.dataKey)
    this.#sessionKeys = new SessionKeys(new SealKeys(keys.keysDir))
  }

  /** Decodes a body as it came. Throws a Refusal for one that is not a batch. */
  async decode(raw: Buffer, job: Job): Promise<DecodedBatch> {
    if (raw.length > SMALL && !this.#closed) return this.#inWorker(raw, job)
    return decodeBody(raw, job, { vault: this.#vault, sessionKeys: this.#sessionKeys })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.terminate()
  }

  #inWorker(raw: Buffer, job: Job): Promise<DecodedBatch> {
    const worker = (this.#worker ??= this.#start())
    const number = ++this.#lastJob
    return new Promise((done, failed) => {
      this.#waiting.set(number, { done, failed })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ number, raw, job })
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { workerData: this.#keys })
    worker.unref()
    worker.on('message', (answer: WorkerAnswer) => {
      const waiting = this.#waiting.get(answer.job)
      this.#waiting.delete(answer.job)
      if (!waiting) return
      if ('batch' in answer) waiting.done(answer.batch)
      else if ('refusal' in answer) {
        const { status, code, message, field, retryAfter } = answer.refusal
        waiting.failed(new Refusal(status, code, message, { field, retryAfter }))
      } else waiting.failed(new Error(answer.failure))
    })
    const ended = (error: Error) => {
      if (this.#worker === worker) this.#worker = null
      for (const waiting of this.#waiting.values()) waiting.failed(error)
      this.#waiting.clear()
    }
    worker.on('error', ended)
    worker.on('exit', () => ended(new Error('the decoding thread ended')))
    return worker
  }
}
