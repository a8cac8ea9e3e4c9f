/** Signed packages (CRX3) for self-hosting: the key, the id that follows from it, the package, the update manifest. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import crx3 from 'crx3'

/** The signing key at this path; made on first use, readable by its owner alone. Returns true when it was made. */
export function ensureKey(keyPath: string): boolean {
  if (existsSync(keyPath)) return false
  mkdirSync(dirname(keyPath), { recursive: true, mode: 0o700 })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  // `wx`: two processes may race here, and a key that was already used must never be overwritten.
  writeFileSync(keyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  return true
}

/** Public half of a key, DER. Its hash is the extension's id. */
const publicKey = (keyPath: string): Buffer =>
  createPublicKey(createPrivateKey(readFileSync(keyPath))).export({ type: 'spki', format: 'der' })

/** The id browsers give a public key: the first 128 bits of its SHA-256, written with the letters a to p. */
export const idOfPublicKey = (spki: Buffer): string =>
  createHash('sha256')
    .update(spki)
    .digest('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16)))

export const extensionId = (keyPath: string): string => idOfPublicKey(publicKey(keyPath))

/** Every file below a folder, sorted, so that the same input gives the same package. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** Packs a built extension and signs it. Times inside are fixed: the same build and key give the same package. */
export async function packCrx(folder: string, keyPath: string, crxPath: string): Promise<void> {
  mkdirSync(dirname(crxPath), { recursive: true })
  await crx3(filesBelow(folder), { keyPath, crxPath, forceDateTime: Date.UTC(2026, 0, 1) })
}

/** The update manifest that `ExtensionSettings` points browsers at. */
export const updateManifest = (id: string, version: string, crxUrl: string, minimum: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${crxUrl}" version="${version}" prodversionmin="${minimum}" />
  </app>
</gupdate>
`
