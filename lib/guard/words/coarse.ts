/**
 * Coarse words and slurs, known by their hashes alone: nobody who reads this code has to read them. They weigh little by
 * themselves: an angry pupil's blog has them too.
 */
import { COARSE } from './coarse-data.ts'

/** FNV-1a over the UTF-16 code units. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

let hashes: ReadonlySet<number> | undefined
function coarse(): ReadonlySet<number> {
  if (hashes === undefined) {
    const bytes = Uint8Array.from(atob(COARSE), (letter) => letter.charCodeAt(0))
    hashes = new Set(new Uint32Array(bytes.buffer))
  }
  return hashes
}

/** Of a word in the form in which words are compared. */
export const isCoarse = (word: string): boolean => word.length >= 4 && coarse().has(hashOf(word))
