/** Walks over the names of an index in its order, as far as a word tells them: line, rest of the hash, set. */
import { blockPlace, type ReadFront } from './front.ts'
import { BLOCK_FRONT_WORDS, CODE_BITS, LINES, RARE } from './layout.ts'

export class Cursor {
  line = -1
  rest = 0
  /** Place in the front's `sets`. */
  set = 0
  /** How many names lie before this one. */
  number = -1
  readonly words: Int32Array
  readonly front: ReadFront
  readonly #halves: Uint16Array
  #block = -1
  #names = 0
  #at = 0
  #lineEnd = 0
  #rare = 0

  constructor(words: Int32Array, front: ReadFront) {
    this.words = words
    this.front = front
    this.#halves = new Uint16Array(words.buffer, words.byteOffset, words.length * 2)
  }

  /** Goes to the next name; false when there is none, and `line` is then beyond all. */
  next(): boolean {
    while (this.#at >= this.#lineEnd) if (!this.#nextLine()) return false
    const word = this.words[this.#at++]!
    this.number++
    this.rest = word >>> CODE_BITS
    this.set = word & RARE
    if (this.set === RARE) this.set = this.words[this.#rare++]! & 0xffff
    return true
  }

  #nextLine(): boolean {
    if (this.line + 1 >= this.front.blocks * LINES) {
      this.line = this.front.blocks * LINES
      return false
    }
    const line = ++this.line % LINES
    if (line === 0) {
      this.#block = blockPlace(this.front, this.line / LINES).from
      this.#names = this.#block + BLOCK_FRONT_WORDS
      this.#rare = this.#names + this.#halves[this.#block * 2 + LINES]!
    }
    this.#at = this.#names + this.#halves[this.#block * 2 + line]!
    this.#lineEnd = this.#names + this.#halves[this.#block * 2 + line + 1]!
    return true
  }
}
