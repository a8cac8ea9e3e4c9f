/**
 * Keys that follow each other: one PEM file each in the keys folder, numbered, the highest in use. The older ones stay
 * for what they still have to do. A key that a command adds is picked up by a server that runs.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { createSecret, keyFile, readIfThere } from './files.ts'

/** A folder that changed so lately may change again without its time showing it. Milliseconds. */
const SETTLED = 1000

export interface NumberedOptions<Key> {
  /** The name of key number 1; the others are `<prefix>-0002.pem` and so on. */
  readonly first: string
  readonly prefix: string
  /** A new key as PEM. */
  readonly make: () => string
  readonly read: (pem: string) => Promise<Key>
}

export class NumberedKeys<Key> {
  readonly #keysDir: string
  readonly #options: NumberedOptions<Key>
  readonly #read = new Map<string, Promise<Key>>()
  #names: readonly string[] = []
  /** The folder's state when its names were read. */
  #seenAt = -1

  constructor(keysDir: string, options: NumberedOptions<Key>) {
    this.#keysDir = keysDir
    this.#options = options
  }

  /** The key in use. */
  async newest(): Promise<Key> {
    return this.#keyOf(this.#list().at(-1) ?? '')
  }

  /** Every key that is there, oldest first; at least one. */
  async all(): Promise<readonly Key[]> {
    return Promise.all(this.#list().map((name) => this.#keyOf(name)))
  }

  /** Adds the next key, in use from now on. */
  async add(pem = this.#options.make()): Promise<Key> {
    const highest = Math.max(...this.#list().map((name) => this.#numberOf(name) ?? 0))
    createSecret(keyFile(this.#keysDir, this.#nameOf(highest + 1)), pem)
    this.#seenAt = -1
    return this.newest()
  }

  /** Names in the folder, in order. The first key is made when there is none. */
  #list(): readonly string[] {
    const mtimeMs = statSync(this.#keysDir, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (mtimeMs === this.#seenAt) return this.#names
    mkdirSync(this.#keysDir, { recursive: true, mode: 0o700 })
    if (this.#look().length === 0) this.#makeFirst()
    this.#names = this.#look()
    this.#seenAt = Date.now() - mtimeMs > SETTLED ? mtimeMs : -1
    return this.#names
  }

  #makeFirst(): void {
    try {
      createSecret(keyFile(this.#keysDir, this.#nameOf(1)), this.#options.make())
    } catch (error) {
      // Another server that started in the same moment was faster: its key is the key.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }

  #look(): string[] {
    return readdirSync(this.#keysDir)
      .filter((name) => this.#numberOf(name) !== null)
      .sort((a, b) => (this.#numberOf(a) ?? 0) - (this.#numberOf(b) ?? 0))
  }

  #nameOf(number: number): string {
    const { first, prefix } = this.#options
    return number === 1 ? first : `${prefix}-${String(number).padStart(4, '0')}.pem`
  }

  /** Null for a file that is none of these keys. */
  #numberOf(name: string): number | null {
    const number = name === this.#options.first ? 1 : Number(/-(\d{4,9})\.pem$/.exec(name)?.[1])
    return number >= 1 && name === this.#nameOf(number) ? number : null
  }

  #keyOf(name: string): Promise<Key> {
    const known = this.#read.get(name)
    if (known) return known
    const key = this.#open(name)
    this.#read.set(name, key)
    // What could not be read is tried again.
    key.catch(() => this.#read.delete(name))
    return key
  }

  async #open(name: string): Promise<Key> {
    const pem = readIfThere(keyFile(this.#keysDir, name))
    if (pem === null) throw new Error(`the key ${name} is not in ${this.#keysDir}`)
    try {
      return await this.#options.read(pem)
    } catch (error) {
      throw new Error(`${name} in ${this.#keysDir} is not a key of its kind`, { cause: error })
    }
  }
}
