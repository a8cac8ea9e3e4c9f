/**
 * The installation: Kerb in one browser profile on one device, named by its key. The private half cannot be
 * exported by any script; it does lie in clear in the profile folder (see docs/adr/0005-recording.md).
 */
import type { KerbDatabase, StoredIdentity } from '../activity/database.ts'
import { withOpen } from '../disk/with-open.ts'
import { keyIdOf, toBase64url } from '../protocol/bytes.ts'

export interface Installation {
  /** base64url SHA-256 of the public key's SPKI. */
  readonly id: string
  readonly privateKey: CryptoKey
  /** SPKI, base64url. */
  readonly publicKey: string
}

/** The installation of this profile; made on first use. Overlapping workers get the same one. */
export async function loadInstallation(db: KerbDatabase): Promise<Installation> {
  const stored = await withOpen(db, () => db.device.get('installation'))
  if (stored) return fromStored(stored)
  const fresh = await makeInstallation()
  return withOpen(db, () =>
    db.transaction('rw', db.device, async () => {
      const first = await db.device.get('installation')
      if (first) return fromStored(first)
      await db.device.add(fresh)
      return fromStored(fresh)
    }),
  )
}

const fromStored = ({ installation, privateKey, publicKey }: StoredIdentity): Installation => ({
  id: installation,
  privateKey,
  publicKey,
})

async function makeInstallation(): Promise<StoredIdentity> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  return {
    id: 'installation',
    installation: await keyIdOf(spki),
    privateKey: pair.privateKey,
    publicKey: toBase64url(spki),
  }
}
