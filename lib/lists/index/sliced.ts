/**
 * An index that stays where it is: a worker that has just been woken reads its front and then the few blocks that one
 * host needs, some kilobytes each, and has an answer long before the whole could be read.
 */
import type { CategoryId } from '../../policy/categories.ts'
import { EMPTY_SET } from '../category-sets.ts'
import { IndexError } from './error.ts'
import { blockPlace, checkBlock, frontLength, readFront, type ReadFront } from './front.ts'
import { hashRoom, hashSuffixes } from './hash.ts'
import { blockOf, FRONT_WORDS, lineOf, wordsOf } from './layout.ts'
import { FrontSets, lookIn } from './look.ts'

/** Reads the bytes from `from` up to, not including, `to`; fewer where there are no more. */
export type ReadSlice = (from: number, to: number) => Promise<Uint8Array>

export interface SlicedIndex {
  readonly names: number
  /** As `NamesIndex` says it. Rejects with IndexError when a block that was read is damaged. */
  categoriesOf(host: string): Promise<ReadonlySet<CategoryId>>
}

/** Holds the front of six million names, so that one read is enough. */
const FIRST_READ = 48 * 1024

/** Opens an index by its front alone. Rejects with IndexError when that is cut short or damaged. */
export async function openSliced(read: ReadSlice): Promise<SlicedIndex> {
  const front = await readWholeFront(read)
  const known = new FrontSets(front)
  const look = async (high: number, low: number): Promise<number> => {
    const line = lineOf(high, front.lineBits)
    const block = blockOf(line)
    const { from, to } = blockPlace(front, block)
    const words = wordsOf(await read(from * 4, to * 4))
    if (words.length !== to - from) throw new IndexError('The index is cut short')
    checkBlock(front, block, words, 0, words.length)
    const halves = new Uint16Array(words.buffer, words.byteOffset, words.length * 2)
    const set = lookIn(words, halves, 0, line, low)
    return set < 0 ? EMPTY_SET : known.of(set, high, low)
  }
  return {
    names: front.names,
    async categoriesOf(host) {
      const room = hashRoom()
      const count = hashSuffixes(host, front.salt, front.labels, room)
      const found = await Promise.all(
        Array.from({ length: count }, (_, i) => look(room[i * 2]!, room[i * 2 + 1]!)),
      )
      return known.sets.get(found.reduce((all, one) => known.sets.union(all, one), EMPTY_SET))
    },
  }
}

async function readWholeFront(read: ReadSlice): Promise<ReadFront> {
  const first = await read(0, FIRST_READ)
  if (first.byteLength < FRONT_WORDS * 4) throw new IndexError('The index is cut short')
  const begun = wordsOf(first.subarray(0, first.byteLength - (first.byteLength % 4)))
  const length = frontLength(begun)
  if (length <= begun.length) return readFront(begun.subarray(0, length))
  return readFront(wordsOf(await read(0, length * 4)))
}
