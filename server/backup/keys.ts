/**
 * What of keys a backup needs and must not hold. It is sealed with a key that stays outside it, and it names the keys
 * that its rows and names can be read with, so that a restore beside the wrong ones is refused before it begins.
 */
import { createHash, createPublicKey, hkdfSync, randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { type Environment, EnvironmentError } from '../environment.ts'
import { dataKeyOf, decodeKey } from '../keys/data-key.ts'
import { keyFile, readIfThere, secretOf } from '../keys/files.ts'

const KEY_FILE = /^(sign-\d{4,9}|seal(-\d{4,9})?)\.pem$/
const DATA_KEY = 'data key'
const MARK_CHARS = 22

/** By the name of a key: what tells it from another, and opens nothing. */
export type KeyMarks = Readonly<Record<string, string>>

type Keys = Pick<Environment, 'keysDir' | 'dataKey' | 'dataKeyFile' | 'backup'>

/** The 32 bytes that seal backups. Made at the first backup, when nobody named a place for it. */
export function backupKeyOf({ keysDir, backup }: Keys, isMade = true): Buffer {
  if (backup.key !== undefined) return decodeKey(backup.key, 'KERB_BACKUP_KEY')
  if (backup.keyFile !== undefined) {
    const text = readIfThere(backup.keyFile)
    if (text === null) throw new EnvironmentError(`KERB_BACKUP_KEY_FILE: there is no file ${backup.keyFile}`)
    return decodeKey(text.trim(), backup.keyFile)
  }
  const file = keyFile(keysDir, 'backup.key')
  if (!isMade && readIfThere(file) === null)
    throw new EnvironmentError(
      `There is no ${file}. Put your copy of the keys folder there first: without it no backup opens.`,
    )
  return decodeKey(secretOf(file, () => `${randomBytes(32).toString('base64url')}\n`).text.trim(), file)
}

/** The keys that are here, but for the backup key: without that one the backup says nothing at all. */
export function keyMarksOf(environment: Environment): KeyMarks {
  const { keysDir } = environment
  const files = readdirSync(keysDir).filter((name) => KEY_FILE.test(name))
  const pems = files
    .sort()
    .map((name) => [name, markOfPem(readIfThere(keyFile(keysDir, name)) ?? '')] as const)
  const { key } = dataKeyOf(environment)
  const data = Buffer.from(hkdfSync('sha256', key, '', 'kerb data v1 mark', 32)).toString('base64url')
  return { ...Object.fromEntries(pems), [DATA_KEY]: data.slice(0, MARK_CHARS) }
}

const markOfPem = (pem: string): string =>
  createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('base64url')
    .slice(0, MARK_CHARS)

export interface KeysMissing {
  /** Nothing can be restored beside these keys. */
  readonly refused: readonly string[]
  /** It can, and this is what would be lost. */
  readonly warned: readonly string[]
}

/** What a backup that was made beside `needed` would miss beside `present`. */
export function missingKeys(needed: KeyMarks, present: KeyMarks): KeysMissing {
  const missing = Object.keys(needed).filter((name) => needed[name] !== present[name])
  const signs = Object.keys(needed).filter((name) => name.startsWith('sign-'))
  const newest = signs.sort().at(-1)
  const words = (name: string) =>
    name === DATA_KEY
      ? 'The data key is another one: no name, search, path or policy in the backup could be read.'
      : name === newest
        ? `${name} is missing or another one: devices trust it, and would take no policy from this server.`
        : name.startsWith('sign-')
          ? `${name} is missing or another one: devices that were away since it signed would not follow.`
          : `${name} is missing or another one: rows that devices sealed to it and have not sent could not be opened.`
  const isFatal = (name: string) => name === DATA_KEY || name === newest
  return {
    refused: missing.filter(isFatal).map(words),
    warned: missing.filter((name) => !isFatal(name)).map(words),
  }
}

/** One mark for all keys that have to be kept apart, to see whether a copy that somebody made is still the newest. */
export function keyringMark(environment: Environment): string {
  const backup = createHash('sha256')
    .update('kerb backup key mark')
    .update(backupKeyOf(environment))
    .digest('base64url')
  const all = JSON.stringify([keyMarksOf(environment), backup])
  return createHash('sha256').update(all).digest('base64url').slice(0, MARK_CHARS)
}
