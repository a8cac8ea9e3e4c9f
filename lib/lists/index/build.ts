/**
 * Builds an index. Only the hashes of the names are kept, 18 bytes a name with what is written; the same names give the
 * same bytes, in whatever order and however often they come.
 */
import type { CategoryId } from '../../policy/categories.ts'
import { CategorySets } from '../category-sets.ts'
import { arrange } from './arrange.ts'
import { IndexError } from './error.ts'
import { Gathered } from './gather.ts'
import { Guarded } from './guarded.ts'
import { ANY_LABELS, hashRoom, hashSuffixes, labelsBit } from './hash.ts'
import { lineOf, restOf } from './layout.ts'
import { IndexWriter, totalFor, type PutName } from './write.ts'

/** A normalised name, which stands for itself and everything under it, with its categories. */
export type NameCategories = readonly [host: string, categories: readonly CategoryId[]]

export interface BuildOptions {
  /** Hosts that the index must answer exactly, with every suffix of theirs: the never-block set and the catalogue. */
  readonly mustNotHit?: Iterable<string>
  /** Another salt gives other hashes; needed only where `finish` or `add` says so. */
  readonly salt?: number
}

const LONGEST = 253

export class IndexBuilder {
  readonly #names = new Gathered()
  readonly #sets = new CategorySets()
  readonly #room = hashRoom()
  readonly #salt: number
  readonly #guarded: Guarded
  #labels = 0

  constructor({ mustNotHit = [], salt = 0 }: BuildOptions = {}) {
    this.#salt = salt
    this.#guarded = new Guarded(mustNotHit, salt)
  }

  /** Adds a name; the categories of one that comes again are united. Throws IndexError when it is no host. */
  add([host, categories]: NameCategories): void {
    if (categories.length === 0) return
    if (host === '' || host.length > LONGEST) throw new IndexError('A name is empty or too long')
    const labels = hashSuffixes(host, this.#salt, ANY_LABELS, this.#room)
    const high = this.#room[labels * 2 - 2]!
    const low = this.#room[labels * 2 - 1]!
    this.#guarded.listed(host, high, low)
    this.#labels |= labelsBit(labels)
    this.#names.add(high, low, this.#sets.id(categories))
  }

  /** The index. Throws IndexError when too many names fall together: somebody made them so. */
  finish(): Uint8Array {
    const names = this.#names
    const { lineBits, distinct, counts, written, twins, unlisted } = arrange(names, this.#sets, this.#guarded)
    const { texts, place } = this.#writtenSets(counts)
    const exact = [
      ...[...twins].map((at) => ({ high: names.high(at), low: names.low(at), set: place[names.set(at)]! })),
      ...unlisted.map(({ high, low }) => ({ high, low, set: null })),
    ].sort((a, b) => a.high - b.high || a.low - b.low)
    const front = { names: distinct, lineBits, salt: this.#salt, labels: this.#labels, sets: texts, exact }
    const inOrder = (put: PutName): void => {
      for (const at of written)
        put(lineOf(names.high(at), lineBits), restOf(names.low(at)), place[names.set(at)]!)
    }
    const writer = new IndexWriter(front, totalFor(front, inOrder))
    inOrder((line, rest, set) => writer.put(line, rest, set))
    return writer.finish()
  }

  /** The sets that are used, commonest first, and for each number of ours its place among them. */
  #writtenSets(counts: Uint32Array): { texts: string[]; place: Uint16Array } {
    const used: { set: number; count: number; text: string }[] = []
    // Not by an iterator: nearly all of them are nought.
    for (let set = 0; set < counts.length; set++)
      if (counts[set]! > 0) used.push({ set, count: counts[set]!, text: [...this.#sets.get(set)].join() })
    used.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    const place = new Uint16Array(counts.length)
    for (const [i, { set }] of used.entries()) place[set] = i
    return { texts: used.map((one) => one.text), place }
  }
}
