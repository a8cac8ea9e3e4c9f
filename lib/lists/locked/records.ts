/** Entries as they are carried: records of 20 bytes, sorted, searched as they lie. */
import type { Bytes } from '../../protocol/bytes.ts'
import { carriedHash, KEPT_BYTES } from './hash.ts'
import type { LockedEntry } from './source.ts'

const RECORD = KEPT_BYTES + 4

/** The records of a list's entries under the school's key. Of two with the same hash the first counts. */
export function packEntries(entries: readonly LockedEntry[], key: Uint8Array): Bytes {
  const made = entries.map(({ number, hash }) => ({ number, hash: carriedHash(hash, key) }))
  made.sort((a, b) => compare(a.hash, 0, b.hash) || a.number - b.number)
  const bytes = new Uint8Array(made.length * RECORD)
  const view = new DataView(bytes.buffer)
  for (const [at, { number, hash }] of made.entries()) {
    bytes.set(hash, at * RECORD)
    view.setUint32(at * RECORD + KEPT_BYTES, number)
  }
  return bytes
}

/** Whether these are whole records in ascending order: what is not could hide an entry from a search. */
export function areRecords(bytes: Uint8Array): boolean {
  if (bytes.length % RECORD !== 0) return false
  for (let at = RECORD; at < bytes.length; at += RECORD)
    if (compare(bytes, at - RECORD, bytes.subarray(at, at + KEPT_BYTES)) > 0) return false
  return true
}

export const countOf = (bytes: Uint8Array): number => bytes.length / RECORD

/** The number of the entry with this hash. */
export function findEntry(bytes: Uint8Array, hash: Uint8Array): number | undefined {
  let [low, high] = [0, countOf(bytes)]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(bytes, middle * RECORD, hash) < 0) low = middle + 1
    else high = middle
  }
  if (low === countOf(bytes) || compare(bytes, low * RECORD, hash) !== 0) return undefined
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(low * RECORD + KEPT_BYTES)
}

function compare(bytes: Uint8Array, at: number, hash: Uint8Array): number {
  for (let i = 0; i < KEPT_BYTES; i += 1) {
    const difference = (bytes[at + i] ?? 0) - (hash[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
