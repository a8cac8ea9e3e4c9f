/** Writes an index block by block, its names in order: what the builder and a delta both end in. */
import { IndexError } from './error.ts'
import { placesFor, seal, textOf, writeFront } from './front.ts'
import {
  BLOCK_FRONT_WORDS,
  blocksOf,
  bytesOf,
  checksum,
  CODE_BITS,
  LINES,
  MOST_IN_BLOCK,
  RARE,
  type Front,
} from './layout.ts'

/** Words of an index that so many names will be put into, so many of them with a set beyond the common ones. */
export function totalFor(front: Front, names: number, rare: number): number {
  const { length } = placesFor(textOf(front.sets).byteLength, front.exact.length, front.lineBits)
  return length + blocksOf(front.lineBits) * BLOCK_FRONT_WORDS + names + rare
}

export class IndexWriter {
  readonly #words: Int32Array
  readonly #blocks: number
  readonly #halves: Uint16Array
  readonly #length: number
  readonly #directory: number
  readonly #rare: number[] = []
  /** The line that is being written, over all blocks. */
  #line = -1
  #block = -1
  /** Where this block's names begin, and where the next word goes. */
  #names = 0
  #at: number

  /** `total`: how many words the whole index will have (`totalFor`). */
  constructor(front: Front, total: number) {
    this.#blocks = blocksOf(front.lineBits)
    const text = textOf(front.sets)
    const places = placesFor(text.byteLength, front.exact.length, front.lineBits)
    this.#words = new Int32Array(total)
    this.#halves = new Uint16Array(this.#words.buffer)
    this.#length = places.length
    this.#directory = places.directory
    this.#at = places.length
    writeFront(this.#words, front, text, total)
  }

  /** The next name: its line not before the last one's, `rest` as `restOf` has it, `set` a place in `sets`. */
  put(line: number, rest: number, set: number): void {
    if (line !== this.#line) this.#goTo(line)
    if (set >= RARE) this.#rare.push(((this.#at - this.#names) << 16) | set)
    this.#words[this.#at++] = (rest << CODE_BITS) | Math.min(set, RARE)
  }

  /** Throws IndexError when other names were put than had been announced. */
  finish(): Uint8Array {
    this.#goTo(this.#blocks * LINES)
    if (this.#at !== this.#words.length) throw new IndexError('The names are others than were announced')
    seal(this.#words, this.#length)
    return bytesOf(this.#words)
  }

  #goTo(line: number): void {
    while (this.#line < line) {
      const next = this.#line + 1
      if (next % LINES === 0) {
        this.#endBlock()
        if (next === this.#blocks * LINES) {
          this.#line = next
          return
        }
        this.#beginBlock(next / LINES)
      }
      this.#begins(next % LINES)
      this.#line = next
    }
  }

  #begins(line: number): void {
    const place = this.#at - this.#names
    // A name more than a block has places for: somebody has made names that fall on one another.
    if (place > MOST_IN_BLOCK) throw new IndexError('Too many names fall on one block: choose another salt')
    this.#halves[(this.#names - BLOCK_FRONT_WORDS) * 2 + line] = place
  }

  #beginBlock(block: number): void {
    this.#block = block
    this.#words[this.#directory + block * 2] = this.#at
    this.#at += BLOCK_FRONT_WORDS
    this.#names = this.#at
  }

  #endBlock(): void {
    if (this.#block < 0) return
    this.#begins(LINES)
    this.#halves[(this.#names - BLOCK_FRONT_WORDS) * 2 + LINES + 1] = this.#rare.length
    for (const one of this.#rare) this.#words[this.#at++] = one
    this.#rare.length = 0
    const sum = checksum(this.#words, this.#names - BLOCK_FRONT_WORDS, this.#at, this.#block)
    this.#words[this.#directory + this.#block * 2 + 1] = sum
  }
}
