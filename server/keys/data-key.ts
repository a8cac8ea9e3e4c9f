/** Where the data key comes from: the environment, a file the school names, or the keys folder. */
import { randomBytes } from 'node:crypto'
import type { Environment } from '../environment.ts'
import { EnvironmentError } from '../environment.ts'
import { keyFile, readIfThere, secretOf } from './files.ts'

export interface DataKey {
  readonly key: Buffer
  /** What the person at the console should know, when a key was made just now. */
  readonly notice?: string
}

/** The 32 bytes that seal identities and words. A new one is made only when nobody named a place for it. */
export function dataKeyOf(environment: Environment): DataKey {
  if (environment.dataKey) return { key: decodeKey(environment.dataKey, 'KERB_DATA_KEY') }
  if (environment.dataKeyFile) {
    const text = readIfThere(environment.dataKeyFile)
    if (text === null) {
      throw new EnvironmentError(`KERB_DATA_KEY_FILE: there is no file ${environment.dataKeyFile}`)
    }
    return { key: decodeKey(text.trim(), environment.dataKeyFile) }
  }
  const file = keyFile(environment.keysDir, 'data.key')
  const { text, made } = secretOf(file, () => `${randomBytes(32).toString('base64url')}\n`)
  const key = decodeKey(text.trim(), file)
  if (!made) return { key }
  return {
    key,
    notice:
      `A data key was made in ${file}. Keep a copy of it, apart from backups of the database: ` +
      'without it nobody can read who the records are about; with it and the database, anybody can.',
  }
}

/** A key as text, `from` where it came from. Throws an EnvironmentError. */
export function decodeKey(text: string, from: string): Buffer {
  const key = Buffer.from(text, 'base64url')
  if (key.length !== 32) throw new EnvironmentError(`${from}: not a key (32 bytes as base64url)`)
  return key
}
