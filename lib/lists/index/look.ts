/** What both readers of an index share: its category sets, and a look for one hash in one block. */
import { CATEGORY_IDS, type CategoryId } from '../../policy/categories.ts'
import { CategorySets, EMPTY_SET } from '../category-sets.ts'
import type { ReadFront } from './front.ts'
import { BLOCK_FRONT_WORDS, CODE_BITS, LINES, RARE } from './layout.ts'

/** The name is in the index, but its set is none: no category that this version knows. */
const KNOWN = new Set<string>(CATEGORY_IDS)

/** The sets of an index as interned ones. */
export class FrontSets {
  readonly sets = new CategorySets()
  /** The interned number of each set of the index. */
  readonly #interned: Uint16Array
  readonly #exact = new Map<string, number>()

  constructor(front: ReadFront) {
    this.#interned = Uint16Array.from(front.sets, (text) =>
      this.sets.id(text.split(',').filter((id): id is CategoryId => KNOWN.has(id))),
    )
    for (const { high, low, set } of front.exact)
      this.#exact.set(`${high} ${low}`, set === null ? EMPTY_SET : this.#interned[set]!)
  }

  /** The interned set of a hash whose word holds `set`. */
  of(set: number, high: number, low: number): number {
    if (this.#exact.size > 0) {
      const exact = this.#exact.get(`${high} ${low}`)
      if (exact !== undefined) return exact
    }
    return this.#interned[set] ?? EMPTY_SET
  }
}

/**
 * The place of a hash's set in the block that begins at word `block` of `words` (`halves` are the same bytes); -1 when its
 * word is not there.
 */
export function lookIn(
  words: Int32Array,
  halves: Uint16Array,
  block: number,
  line: number,
  low: number,
): number {
  const names = block + BLOCK_FRONT_WORDS
  const half = block * 2 + (line & (LINES - 1))
  const to = names + halves[half + 1]!
  for (let i = names + halves[half]!; i < to; i++) {
    const word = words[i]!
    if ((word ^ low) >>> CODE_BITS === 0) {
      const code = word & RARE
      return code === RARE ? rareSet(words, halves, block, i - names) : code
    }
  }
  return -1
}

/** The set of the name at this place in the block, from those at its end: place and set in a word, in order. */
function rareSet(words: Int32Array, halves: Uint16Array, block: number, place: number): number {
  const rare = block + BLOCK_FRONT_WORDS + halves[block * 2 + LINES]!
  let [low, high] = [0, halves[block * 2 + LINES + 1]! - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (words[rare + middle]! >>> 16 < place) low = middle + 1
    else high = middle
  }
  return words[rare + low]! & 0xffff
}
