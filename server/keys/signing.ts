/**
 * The keys that sign policy and lists: Ed25519, in files of their own, never in the database. Keys are numbered;
 * the highest signs. Each key signs its successor, and those statements travel in every envelope.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { signEnvelope, type SigningKey, signSuccessor } from '../../lib/protocol/envelope.ts'
import type { Envelope } from '../../lib/protocol/wire.ts'
import { keyFile, readIfThere, replaceSecret } from './files.ts'
import { NumberedKeys } from './numbered.ts'

type Successor = Envelope['successors'][number]

export class SigningKeys {
  readonly #keys: NumberedKeys<SigningKey>
  readonly #statements: string

  constructor(keysDir: string) {
    this.#keys = new NumberedKeys(keysDir, {
      first: 'sign-0001.pem',
      prefix: 'sign',
      make: newKey,
      read: importSigningKey,
    })
    this.#statements = keyFile(keysDir, 'successors.json')
  }

  /** The key that signs now, made at the first start. */
  current(): Promise<SigningKey> {
    return this.#keys.newest()
  }

  /** An envelope signed by the current key, with every statement of succession. */
  async sign(kind: Envelope['kind'], payload: unknown): Promise<Envelope> {
    // The key first: its statement was there before it was.
    const key = await this.current()
    return signEnvelope(kind, payload, key, this.#successors())
  }

  /** Starts a new key, signed by the current one. The new one signs everything from the next answer on. */
  async rotate(): Promise<SigningKey> {
    const older = await this.current()
    const pem = newKey()
    const next = await importSigningKey(pem)
    const successors = [...this.#successors(), await signSuccessor(next.spki, older)]
    // The statement first: a key without its statement would be one that no device trusts.
    replaceSecret(this.#statements, `${JSON.stringify(successors, null, 2)}\n`)
    return this.#keys.add(pem)
  }

  /** `sign:…` of the current key, as managed configuration pins it. */
  async pinned(): Promise<string> {
    return `sign:${toBase64url((await this.current()).spki)}`
  }

  #successors(): Successor[] {
    return JSON.parse(readIfThere(this.#statements) ?? '[]') as Successor[]
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
