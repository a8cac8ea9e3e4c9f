/**
 * The names that went, came or have another set, as bytes: the new front without its directory, then two streams of
 * numbers. A name that went is a gap in the old order; one that came is a gap of lines, the rest of its hash, its set.
 */
import { Cursor } from './cursor.ts'
import { frontWithout, type ReadFront } from './front.ts'
import { bytesOf, LINES, wordsOf } from './layout.ts'
import { ByteReader, ByteWriter } from './varints.ts'
import { IndexWriter } from './write.ts'

const LINES_A_STEP = 16 * LINES

/** Both cursors at their beginning, of indexes with as many lines. */
export function makeChanges(old: Cursor, next: Cursor): Uint8Array {
  const went = new ByteWriter()
  const came = new ByteWriter()
  const place = placesIn(old.front, next.front)
  let [lastWent, lastLine, countWent, countCame] = [0, 0, 0, 0]
  const goes = (): void => {
    went.number(old.number - lastWent)
    lastWent = old.number
    countWent++
    old.next()
  }
  const comes = (): void => {
    came.number(next.line - lastLine)
    came.number(next.rest)
    came.number(next.set)
    lastLine = next.line
    countCame++
    next.next()
  }
  const end = old.front.blocks * LINES
  old.next()
  next.next()
  while (old.line < end || next.line < end) {
    const order = old.line - next.line || (old.line < end ? old.rest - next.rest : 0)
    if (order < 0) goes()
    else if (order > 0) comes()
    else if (place[old.set] === next.set) {
      old.next()
      next.next()
    } else {
      goes()
      comes()
    }
  }
  const all = new ByteWriter()
  const front = next.front.words.subarray(0, next.front.directory)
  all.number(front.length)
  all.bytes(bytesOf(front))
  for (const [count, stream] of [
    [countWent, went],
    [countCame, came],
  ] as const) {
    const bytes = stream.padded()
    all.number(count)
    all.number(bytes.byteLength)
    all.bytes(bytes)
  }
  return all.padded()
}

/** For each set of the old front its place in the new one; -1 for one that is no more. */
const placesIn = (old: ReadFront, next: ReadFront): Int32Array =>
  Int32Array.from(old.sets, (set) => next.sets.indexOf(set))

/** The new index of the old one, in steps. Throws IndexError when the changes do not fit it. */
export function* applyChanges(old: Cursor, changes: Uint8Array): Generator<void, Uint8Array> {
  const all = new ByteReader(changes)
  const front = frontWithout(wordsOf(all.bytes(all.number() * 4).slice()))
  const went = new Went(all)
  const came = new Came(all)
  const place = placesIn(old.front, front)
  const writer = new IndexWriter(front, front.total)
  const end = front.blocks * LINES
  let stop = LINES_A_STEP
  old.next()
  while (old.line < end || came.line < end) {
    const order = old.line - came.line || (old.line < end ? old.rest - came.rest : 0)
    if (old.line < end && old.number === went.number) {
      went.next()
      old.next()
    } else if (order < 0) {
      writer.put(old.line, old.rest, place[old.set]!)
      old.next()
    } else {
      writer.put(came.line, came.rest, came.set)
      came.next()
    }
    if (Math.min(old.line, came.line) >= stop) {
      stop += LINES_A_STEP
      yield
    }
  }
  return writer.finish()
}

/** The stream of names that went; `number` is the next one's, in the old order. */
class Went {
  number = 0
  readonly #numbers: ByteReader
  #left: number

  constructor(all: ByteReader) {
    this.#left = all.number()
    this.#numbers = new ByteReader(all.bytes(all.number()))
    this.next()
  }

  next(): void {
    this.number = this.#left-- > 0 ? this.number + this.#numbers.number() : -1
  }
}

/** The stream of names that came; beyond the last one the line is beyond all. */
class Came {
  line = 0
  rest = 0
  set = 0
  readonly #numbers: ByteReader
  #left: number

  constructor(all: ByteReader) {
    this.#left = all.number()
    this.#numbers = new ByteReader(all.bytes(all.number()))
    this.next()
  }

  next(): void {
    if (this.#left-- <= 0) {
      this.line = Infinity
      return
    }
    this.line += this.#numbers.number()
    this.rest = this.#numbers.number()
    this.set = this.#numbers.number()
  }
}
