/**
 * Decodes batches. In the server's own thread for small ones, where handing over would cost more than the work; in a
 * worker thread for large ones, so that a device that comes back after a month does not hold up a class.
 */
import { activityRequestSchema } from '../../lib/protocol/wire.ts'
import { readJson, unpackNow } from '../device/body.ts'
import { Refusal } from '../errors.ts'
import type { SignedBatch } from '../evidence/verifier/proof.ts'
import { SealKeys } from '../keys/seal-key.ts'
import { Vault } from '../keys/vault.ts'
import { Thread } from '../threads/thread.ts'
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
  readonly signed?: SignedBatch | undefined
}

/** A body as it came, for the thread. */
export interface Sent {
  readonly raw: Uint8Array
  readonly job: Job
}

/** The whole way of a batch, in whatever thread: unpack, read, validate, open. Throws Refusals. */
export async function decodeBody(
  raw: Uint8Array,
  job: Job,
  keys: { vault: Vault; sessionKeys: SessionKeys },
): Promise<DecodedBatch> {
  const body = readJson(unpackNow(raw, job.encoding, MOST_UNPACKED))
  const { id, installation, now, signed } = job
  const settings = { ...keys, id, installation, now, signed }
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
  readonly #vault: Vault
  readonly #sessionKeys: SessionKeys
  readonly #thread: Thread<Sent, DecodedBatch>
  #closed = false

  constructor(keys: DecoderKeys) {
    this.#vault = new Vault(keys.dataKey)
    this.#sessionKeys = new SessionKeys(new SealKeys(keys.keysDir))
    this.#thread = new Thread(new URL('./decode-worker.ts', import.meta.url), keys)
  }

  /** Decodes a body as it came. Throws a Refusal for one that is not a batch. */
  async decode(raw: Buffer, job: Job): Promise<DecodedBatch> {
    if (raw.length > SMALL && !this.#closed) return this.#thread.ask({ raw, job })
    return decodeBody(raw, job, { vault: this.#vault, sessionKeys: this.#sessionKeys })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#thread.close()
  }
}
