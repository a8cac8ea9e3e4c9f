/**
 * The keys that sign policy and lists: Ed25519, in files of their own, never in the database. Keys are numbered;
 * the highest signs. Each key signs its successor, and those statements travel in every envelope.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { signEnvelope, type SigningKey, signSuccessor } from '../../lib/protocol/envelope.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { createSecret, keyFile, readIfThere, replaceSecret } from './files.ts'

type Successor = Envelope['successors'][number]
const NAME = /^sign-(\d{4})\.pem$/

export class SigningKeys {
  readonly #keysDir: string
  /** The folder's state when it was read: a rotation by command is picked up by a running server. */
  #readAt = -1
  #current: SigningKey | null = null
  #successors: readonly Successor[] = []

  constructor(keysDir: string) {
    this.#keysDir = keysDir
  }

  /** The key that signs now, made at the first start. */
  async current(): Promise<SigningKey> {
    mkdirSync(this.#keysDir, { recursive: true, mode: 0o700 })
    const changed = statSync(this.#keysDir).mtimeMs
    if (this.#current && changed === this.#readAt) return this.#current
    const names = this.#names()
    if (names.length === 0) {
      createSecret(keyFile(this.#keysDir, 'sign-0001.pem'), newKey())
      names.push('sign-0001.pem')
    }
    this.#current = await this.#read(names.at(-1) ?? '')
    this.#successors = JSON.parse(
      readIfThere(keyFile(this.#keysDir, 'successors.json')) ?? '[]',
    ) as Successor[]
    this.#readAt = statSync(this.#keysDir).mtimeMs
    return this.#current
  }

  /** An envelope signed by the current key, with every statement of succession. */
  async sign(kind: Envelope['kind'], payload: unknown): Promise<Envelope> {
    const key = await this.current()
    return signEnvelope(kind, payload, key, this.#successors)
  }

  /** Starts a new key, signed by the current one. The new one signs everything from the next answer on. */
  async rotate(): Promise<SigningKey> {
    const older = await this.current()
    const number = Number(NAME.exec(this.#names().at(-1) ?? '')?.[1] ?? '0') + 1
    const name = `sign-${String(number).padStart(4, '0')}.pem`
    const pem = newKey()
    const next = await importSigningKey(pem)
    const successors = [...this.#successors, await signSuccessor(next.spki, older)]
    // The statement first: a key without its statement would be one that no device trusts.
    replaceSecret(keyFile(this.#keysDir, 'successors.json'), `${JSON.stringify(successors, null, 2)}\n`)
    createSecret(keyFile(this.#keysDir, name), pem)
    this.#readAt = -1
    return this.current()
  }

  /** `sign:…` of the current key, as managed configuration pins it. */
  async pinned(): Promise<string> {
    return `sign:${toBase64url((await this.current()).spki)}`
  }

  #names(): string[] {
    return readdirSync(this.#keysDir)
      .filter((name) => NAME.test(name))
      .sort()
  }

  async #read(name: string): Promise<SigningKey> {
    const pem = readIfThere(keyFile(this.#keysDir, name))
    if (pem === null) throw new Error(`the signing key ${name} is not in ${this.#keysDir}`)
    return importSigningKey(pem)
  }
}

const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

async function importSigningKey(pem: string): Promise<SigningKey> {
  const secret = createPrivateKey(pem)
  const pkcs8 = secret.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), 'Ed25519', false, ['sign']),
    spki: new Uint8Array(spki),
  }
}
