/** The thread in which large batches are decoded. */
import { workerData } from 'node:worker_threads'
import { SealKeys } from '../keys/seal-key.ts'
import { Vault } from '../keys/vault.ts'
import { answering } from '../threads/answering.ts'
import { decodeBody, type DecoderKeys, type Sent } from './decoder.ts'
import { SessionKeys } from './session-keys.ts'

const { keysDir, dataKey } = workerData as DecoderKeys
const keys = {
  vault: new Vault(dataKey),
  sessionKeys: new SessionKeys(new SealKeys(keysDir)),
}

answering(({ raw, job }: Sent) => decodeBody(raw, job, keys))
