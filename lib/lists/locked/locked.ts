/**
 * The locked slot: whether an address is on a list of illegal content. What is on a list can be asked of here and
 * nowhere read.
 */
import type { CategoryId } from '../../policy/categories.ts'
import { fromBase64url } from '../../protocol/bytes.ts'
import type { LockedDocument } from '../../protocol/locked-document.ts'
import { type Asked, formsOf } from './forms.ts'
import { carriedHash, listedHash } from './hash.ts'
import { areRecords, findEntry } from './records.ts'

/** Which entry of which list: all that is ever noted of it. */
export interface Listed {
  readonly list: string
  readonly entry: number
  readonly category: CategoryId
}

export interface Locked {
  /** The first entry that the address, a folder above it, or its host or a parent of that is. */
  find(address: Asked): Listed | undefined
}

/** A list whose bytes are no list. */
export class LockedError extends Error {
  override readonly name = 'LockedError'
}

interface Opened {
  readonly id: string
  readonly category: CategoryId
  readonly salt: Uint8Array | undefined
  readonly records: Uint8Array
}

/** Opens the lists. Throws `LockedError` where one cannot be searched: it would be silent about all it holds. */
export function openLocked(document: Pick<LockedDocument, 'key' | 'lists'>): Locked {
  const key = bytesOf(document.key)
  if (key.length !== 32) throw new LockedError('the key is not 32 bytes')
  const lists = document.lists.map(({ id, category, salt, entries }): Opened => {
    const records = bytesOf(entries)
    if (!areRecords(records)) throw new LockedError(`the list ${id} is not sorted records`)
    return { id, category, salt: salt === undefined ? undefined : bytesOf(salt), records }
  })
  return {
    find(address) {
      if (lists.length === 0) return undefined
      const forms = formsOf(address)
      for (const { id, category, salt, records } of lists)
        for (const form of forms) {
          const entry = findEntry(records, carriedHash(listedHash(form, salt), key))
          if (entry !== undefined) return { list: id, entry, category }
        }
      return undefined
    },
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text)
  if (bytes === null) throw new LockedError('not base64url')
  return bytes
}
