/** What both readers of an index share: its category sets, and a look for one hash in one block. */
import { CATEGORY_IDS, type CategoryId } from '../../policy/categories.ts'
import { CategorySets, EMPTY_SET } from '../category-sets.ts'
import type { ReadFront } from './front.ts'
import { BLOCK_FRONT_WORDS, LINES, restOf } from './layout.ts'
import { lookInLine } from './line.ts'

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

  /** The interned set of a hash that was found with `set`. */
  of(set: number, high: number, low: number): number {
    if (this.#exact.size > 0) {
      const exact = this.#exact.get(`${high} ${low}`)
      if (exact !== undefined) return exact
    }
    return this.#interned[set] ?? EMPTY_SET
  }
}

/** The place of a hash's set in the block that begins at word `block` (`halves` are the same bytes); -1: not there. */
export function lookIn(
  words: Int32Array,
  halves: Uint16Array,
  block: number,
  line: number,
  low: number,
): number {
  const names = (block + BLOCK_FRONT_WORDS) * 32
  const begins = block * 2 + (line & (LINES - 1))
  return lookInLine(words, names + halves[begins]! * 8, names + halves[begins + 1]! * 8, restOf(low))
}
