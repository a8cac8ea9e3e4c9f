/** The key pair that devices seal their rows to: HPKE over P-256, in a file of its own. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { importOpenKey } from '../../lib/protocol/seal.ts'
import { keyFile, secretOf } from './files.ts'

const POINT_BYTES = 65

export interface SealKey {
  readonly openKey: CryptoKey
  /** PKCS #8, for a thread that opens rows. */
  readonly pkcs8: Uint8Array<ArrayBuffer>
  /** `seal:…`, as managed configuration pins it. */
  readonly pinned: string
}

/** The seal key in the keys folder, made at the first start. */
export async function sealKeyOf(keysDir: string): Promise<SealKey> {
  const { text } = secretOf(keyFile(keysDir, 'seal.pem'), () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  )
  const secret = createPrivateKey(text)
  const pkcs8 = new Uint8Array(secret.export({ type: 'pkcs8', format: 'der' }))
  // An SPKI ends with the point itself, uncompressed: what managed configuration pins.
  const point = createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-POINT_BYTES)
  return { openKey: await importOpenKey(pkcs8), pkcs8, pinned: `seal:${point.toString('base64url')}` }
}
