/** Writes an index line by line, its names in order: what the builder and a delta both end in. */
import { IndexError } from './error.ts'
import { placesFor, seal, textOf, writeFront } from './front.ts'
import {
  BLOCK_FRONT_WORDS,
  blockOf,
  blocksOf,
  bytesOf,
  checksum,
  LINES,
  MOST_IN_BLOCK,
  type Front,
} from './layout.ts'
import { nameBits, RUNS, wholeBytes, writeLine } from './line.ts'

/** The next name: its line not before the last one's, `rest` as `restOf` has it, `set` a place in `sets`. */
export type PutName = (line: number, rest: number, set: number) => void

/** Words of the index that these names will be put into. */
export function totalFor(front: Front, each: (put: PutName) => void): number {
  const lines = new Uint32Array(blocksOf(front.lineBits) * LINES).fill(RUNS)
  each((line, _rest, set) => (lines[line]! += nameBits(set)))
  let total = placesFor(textOf(front.sets).byteLength, front.exact.length, front.lineBits).length
  for (let line = 0, bits = 0; line < lines.length; line++) {
    bits += wholeBytes(lines[line]!)
    if ((line + 1) % LINES === 0) {
      total += BLOCK_FRONT_WORDS + Math.ceil(bits / 32)
      bits = 0
    }
  }
  return total
}

export class IndexWriter {
  readonly #words: Int32Array
  readonly #lines: number
  readonly #halves: Uint16Array
  readonly #length: number
  readonly #directory: number
  /** The line that is gathered, over all blocks. */
  #line = 0
  readonly #rests: number[] = []
  readonly #sets: number[] = []
  /** The word at which its block begins, and the bit at which it does itself. */
  #block = 0
  #at: number

  /** `total`: how many words the whole index will have (`totalFor`). */
  constructor(front: Front, total: number) {
    this.#lines = blocksOf(front.lineBits) * LINES
    const text = textOf(front.sets)
    const places = placesFor(text.byteLength, front.exact.length, front.lineBits)
    this.#words = new Int32Array(total)
    this.#halves = new Uint16Array(this.#words.buffer)
    this.#length = places.length
    this.#directory = places.directory
    this.#at = places.length * 32
    writeFront(this.#words, front, text, total)
  }

  put(line: number, rest: number, set: number): void {
    while (this.#line < line) this.#endLine()
    this.#rests.push(rest)
    this.#sets.push(set)
  }

  /** Throws IndexError when other names were put than had been announced. */
  finish(): Uint8Array {
    while (this.#line < this.#lines) this.#endLine()
    if (this.#at !== this.#words.length * 32) throw new IndexError('The names are others than were announced')
    seal(this.#words, this.#length)
    return bytesOf(this.#words)
  }

  #endLine(): void {
    const line = this.#line++ % LINES
    if (line === 0) this.#beginBlock()
    this.#at = writeLine(this.#words, this.#at, this.#rests, this.#sets)
    this.#rests.length = 0
    this.#sets.length = 0
    const place = this.#at / 8 - (this.#block + BLOCK_FRONT_WORDS) * 4
    // More names than a block has places for: somebody has made names that fall on one another.
    if (place > MOST_IN_BLOCK) throw new IndexError('Too many names fall on one block: choose another salt')
    this.#halves[this.#block * 2 + line + 1] = place
    if (line + 1 === LINES) this.#endBlock(blockOf(this.#line - 1))
  }

  #beginBlock(): void {
    this.#block = this.#at / 32
    this.#at += BLOCK_FRONT_WORDS * 32
  }

  #endBlock(block: number): void {
    const end = Math.ceil(this.#at / 32)
    this.#words[this.#directory + block * 2] = this.#block
    this.#words[this.#directory + block * 2 + 1] = checksum(this.#words, this.#block, end, block)
    this.#at = end * 32
  }
}
