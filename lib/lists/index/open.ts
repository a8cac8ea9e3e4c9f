/** An index that is in memory as a whole, in the bytes it came in: for a worker that is warm, and for the server. */
import type { CategoryId } from '../../policy/categories.ts'
import { EMPTY_SET } from '../category-sets.ts'
import { IndexError } from './error.ts'
import { blockPlace, checkBlock, readFront } from './front.ts'
import { hashRoom, hashSuffixes } from './hash.ts'
import { blockOf, lineOf, wordsOf } from './layout.ts'
import { FrontSets, lookIn } from './look.ts'

export interface NamesIndex {
  /** How many names it holds. */
  readonly names: number
  /** The categories of every listed suffix of a (normalised) host, united; a shared set, empty when nothing lists it. */
  categoriesOf(host: string): ReadonlySet<CategoryId>
}

/** Opens an index, every byte of it checked. Throws IndexError when one is missing or not as it was written. */
export function openIndex(bytes: Uint8Array): NamesIndex {
  const words = wordsOf(bytes)
  const front = readFront(words)
  if (front.total !== words.length) throw new IndexError('The index is cut short')
  for (let block = 0; block < front.blocks; block++) {
    const { from, to } = blockPlace(front, block)
    checkBlock(front, block, words, from, to)
  }
  const halves = new Uint16Array(words.buffer, words.byteOffset, words.length * 2)
  const known = new FrontSets(front)
  const { sets } = known
  const room = hashRoom()
  const { directory, labels, lineBits, salt } = front
  return {
    names: front.names,
    categoriesOf(host) {
      const count = hashSuffixes(host, salt, labels, room)
      let found = EMPTY_SET
      for (let i = 0; i < count; i++) {
        const high = room[i * 2]!
        const low = room[i * 2 + 1]!
        const line = lineOf(high, lineBits)
        const set = lookIn(words, halves, words[directory + blockOf(line) * 2]!, line, low)
        if (set >= 0) found = sets.union(found, known.of(set, high, low))
      }
      return sets.get(found)
    },
  }
}
