/** The thread in which large batches are decoded. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../errors.ts'
import { SealKeys } from '../keys/seal-key.ts'
import { Vault } from '../keys/vault.ts'
import { SessionKeys } from './session-keys.ts'
import { decodeBody, type DecoderKeys, type Job, type WorkerAnswer } from './decoder.ts'

const { keysDir, dataKey } = workerData as DecoderKeys
const keys = {
  vault: new Vault(dataKey),
  sessionKeys: new SessionKeys(new SealKeys(keysDir)),
}

parentPort?.on('message', ({ number, raw, job }: { number: number; raw: Uint8Array; job: Job }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void answer(number, raw, job).then((message) => parentPort?.postMessage(message))
})

async function answer(job: number, raw: Uint8Array, what: Job): Promise<WorkerAnswer> {
  try {
    return { job, batch: await decodeBody(raw, what, keys) }
  } catch (error) {
    if (!(error instanceof Refusal))
      return { job, failure: error instanceof Error ? error.message : String(error) }
    const { status, code, message, field, retryAfter } = error
    return { job, refusal: { status, code, message, field, retryAfter } }
  }
}
