/** Names on their way into an index, each as its hash and a number: ten bytes, in pieces, so nothing is ever copied. */
import { IndexError } from './error.ts'

const PIECE = 1 << 16
/** Different category sets at most: their numbers have two bytes. */
export const MOST_SETS = 1 << 16

export class Gathered {
  readonly #high: Int32Array[] = []
  readonly #low: Int32Array[] = []
  readonly #set: Uint16Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Throws IndexError when there are more sets than have numbers. */
  add(high: number, low: number, set: number): void {
    if (set >= MOST_SETS) throw new IndexError('There are too many different category sets')
    const place = this.#length & (PIECE - 1)
    if (place === 0) {
      this.#high.push(new Int32Array(PIECE))
      this.#low.push(new Int32Array(PIECE))
      this.#set.push(new Uint16Array(PIECE))
    }
    const piece = this.#length++ >>> 16
    this.#high[piece]![place] = high
    this.#low[piece]![place] = low
    this.#set[piece]![place] = set
  }

  high(at: number): number {
    return this.#high[at >>> 16]![at & (PIECE - 1)]!
  }

  low(at: number): number {
    return this.#low[at >>> 16]![at & (PIECE - 1)]!
  }

  set(at: number): number {
    return this.#set[at >>> 16]![at & (PIECE - 1)]!
  }

  /** Gives a name another set. Throws IndexError as `add` does. */
  unite(at: number, set: number): void {
    if (set >= MOST_SETS) throw new IndexError('There are too many different category sets')
    this.#set[at >>> 16]![at & (PIECE - 1)] = set
  }

  /** Their numbers, those of one line together, the lines in order. */
  byLine(lineBits: number): Uint32Array {
    const shift = 32 - lineBits
    const next = new Uint32Array((1 << lineBits) + 1)
    for (let i = 0; i < this.#length; i++) next[(this.high(i) >>> shift) + 1]!++
    for (let line = 0; line < 1 << lineBits; line++) next[line + 1]! += next[line]!
    const order = new Uint32Array(this.#length)
    for (let i = 0; i < this.#length; i++) order[next[this.high(i) >>> shift]!++] = i
    return order
  }
}
