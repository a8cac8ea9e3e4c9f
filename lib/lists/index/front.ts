/** The front of an index: written with its seal, read and checked. */
import { IndexError } from './error.ts'
import { areLineBits, blocksOf, checksum, FRONT_WORDS, MAGIC, type Exact, type Front } from './layout.ts'

const EXACT_WORDS = 3
const NOT_LISTED = -1
const NONE = 0
const [
  AT_MAGIC,
  AT_SEAL,
  AT_TOTAL,
  AT_NAMES,
  AT_LINE_BITS,
  AT_SALT,
  AT_LABELS,
  AT_TEXT,
  AT_EXACT,
  AT_LENGTH,
] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** A front that was read: besides what it says, where in it the directory of the blocks is. */
export interface ReadFront extends Front {
  /** The front's own words, the directory included. */
  readonly words: Int32Array
  /** Where the directory begins: two words a block, the place (in words) and the checksum. */
  readonly directory: number
  readonly blocks: number
  /** Words of the whole index. */
  readonly total: number
}

/** Where the directory begins, and how long the front is, in words. */
export interface FrontPlaces {
  readonly directory: number
  readonly length: number
}

/** Writes the front into the first words; its directory is left to the caller, and `seal` comes last. */
export function writeFront(words: Int32Array, front: Front, text: Uint8Array, total: number): void {
  const { directory, length } = placesFor(text.byteLength, front.exact.length, front.lineBits)
  words[AT_MAGIC] = MAGIC
  words[AT_TOTAL] = total
  words[AT_NAMES] = front.names
  words[AT_LINE_BITS] = front.lineBits
  words[AT_SALT] = front.salt
  words[AT_LABELS] = front.labels
  words[AT_TEXT] = text.byteLength
  words[AT_EXACT] = front.exact.length
  words[AT_LENGTH] = length
  new Uint8Array(words.buffer, words.byteOffset + FRONT_WORDS * 4, text.byteLength).set(text)
  let at = directory - front.exact.length * EXACT_WORDS
  for (const { high, low, set } of front.exact) {
    words[at++] = high
    words[at++] = low
    words[at++] = set ?? NOT_LISTED
  }
}

export const textOf = (sets: readonly string[]): Uint8Array => new TextEncoder().encode(sets.join('\n'))

export function placesFor(textBytes: number, exact: number, lineBits: number): FrontPlaces {
  const directory = FRONT_WORDS + Math.ceil(textBytes / 4) + exact * EXACT_WORDS
  return { directory, length: directory + blocksOf(lineBits) * 2 }
}

/** Seals a front whose directory is written. */
export function seal(words: Int32Array, length: number): void {
  words[AT_SEAL] = NONE
  words[AT_SEAL] = checksum(words, 0, length, length)
}

/** The seal, by which two indexes are told apart. */
export const sealOf = (front: ReadFront): number => front.words[AT_SEAL]!

/** How many words the front has, from its first ten words. Throws IndexError when they are none of ours. */
export function frontLength(words: Int32Array): number {
  if (words.length < FRONT_WORDS || words[AT_MAGIC] !== MAGIC) throw new IndexError('This is no index')
  const length = words[AT_LENGTH]!
  const lineBits = words[AT_LINE_BITS]!
  const [text, exact] = [words[AT_TEXT]!, words[AT_EXACT]!]
  const sound = text >= 0 && exact >= 0 && areLineBits(lineBits)
  if (!sound || placesFor(text, exact, lineBits).length !== length)
    throw new IndexError('The front is damaged')
  return length
}

/** Reads and checks the front from words that begin with it. Throws IndexError. */
export function readFront(words: Int32Array): ReadFront {
  const length = frontLength(words)
  if (words.length < length) throw new IndexError('The front is cut short')
  const own = words.subarray(0, length)
  const sealed = own[AT_SEAL]!
  const unsealed = own.slice()
  unsealed[AT_SEAL] = NONE
  if (checksum(unsealed, 0, length, length) !== sealed) throw new IndexError('The front is damaged')
  return frontWithout(own)
}

/** What a front says, from its words before the directory; they have been checked by whoever calls. */
export function frontWithout(own: Int32Array): ReadFront {
  const lineBits = own[AT_LINE_BITS]!
  const { directory } = placesFor(own[AT_TEXT]!, own[AT_EXACT]!, lineBits)
  const text = new Uint8Array(own.buffer, own.byteOffset + FRONT_WORDS * 4, own[AT_TEXT]).slice()
  const written = new TextDecoder().decode(text)
  return {
    names: own[AT_NAMES]!,
    lineBits,
    salt: own[AT_SALT]!,
    labels: own[AT_LABELS]!,
    sets: written === '' ? [] : written.split('\n'),
    exact: readExact(own, directory),
    words: own,
    directory,
    blocks: blocksOf(lineBits),
    total: own[AT_TOTAL]!,
  }
}

function readExact(words: Int32Array, end: number): Exact[] {
  return Array.from({ length: words[AT_EXACT]! }, (_, i) => {
    const at = end - (words[AT_EXACT]! - i) * EXACT_WORDS
    const set = words[at + 2]!
    return { high: words[at]!, low: words[at + 1]!, set: set === NOT_LISTED ? null : set }
  })
}

/** Where a block begins and ends, in words. */
export function blockPlace(front: ReadFront, block: number): { from: number; to: number } {
  const at = front.directory + block * 2
  const next = block + 1 < front.blocks ? front.words[at + 2]! : front.total
  return { from: front.words[at]!, to: next }
}

/** Throws IndexError unless the words from `from` to `to` are the block as it was written. */
export function checkBlock(
  front: ReadFront,
  block: number,
  words: Int32Array,
  from: number,
  to: number,
): void {
  if (checksum(words, from, to, block) !== front.words[front.directory + block * 2 + 1])
    throw new IndexError(`Block ${block} is damaged`)
}
