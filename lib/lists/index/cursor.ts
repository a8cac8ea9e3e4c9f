/**
 * Walks over the names of an index in its order, as far as it tells them: line, rest of the hash, set. Each block is
 * checked on the way, so what comes of it is never the damage of another one.
 */
import { blockPlace, checkBlock, type ReadFront } from './front.ts'
import { BLOCK_FRONT_WORDS, LINES } from './layout.ts'
import { afterNoughts, bitsAt, LOW_BITS, lowAt, RUNS, setAt, setLengthAt } from './line.ts'

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
  /** Word at which this block begins. */
  #block = -1
  /** The run of the line that comes next, and the bit in it. */
  #run = RUNS
  #at = 0
  /** The next name's number in the line, and the bit of its set. */
  #inLine = 0
  #setAt = 0
  #lineEnd = 0

  constructor(words: Int32Array, front: ReadFront) {
    this.words = words
    this.front = front
    this.#halves = new Uint16Array(words.buffer, words.byteOffset, words.length * 2)
  }

  /** Goes to the next name; false when there is none, and `line` is then beyond all. Throws IndexError. */
  next(): boolean {
    while (!this.#inRun()) if (this.#run === RUNS && !this.#nextLine()) return false
    this.rest = (this.#run << LOW_BITS) | lowAt(this.words, this.#lineEnd, this.#inLine++)
    this.set = setAt(this.words, this.#setAt)
    this.#setAt += setLengthAt(this.words, this.#setAt)
    this.number++
    return true
  }

  /** Whether this run has another name; else goes to the next run. */
  #inRun(): boolean {
    if (this.#run === RUNS) return false
    if (bitsAt(this.words, this.#at++) < 0) return true
    this.#run++
    return false
  }

  #nextLine(): boolean {
    if (this.line + 1 >= this.front.blocks * LINES) {
      this.line = this.front.blocks * LINES
      return false
    }
    const line = ++this.line % LINES
    if (line === 0) this.#nextBlock(this.line / LINES)
    const names = (this.#block + BLOCK_FRONT_WORDS) * 32
    const begins = this.#block * 2 + line
    this.#at = names + this.#halves[begins]! * 8
    this.#lineEnd = names + this.#halves[begins + 1]! * 8
    this.#setAt = afterNoughts(this.words, this.#at, RUNS)
    this.#run = 0
    this.#inLine = 0
    return true
  }

  #nextBlock(block: number): void {
    const { from, to } = blockPlace(this.front, block)
    checkBlock(this.front, block, this.words, from, to)
    this.#block = from
  }
}
