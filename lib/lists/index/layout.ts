/**
 * How the index lies in its bytes (docs/adr/0028). Words of 32 bits, little-endian as every machine that runs a browser:
 *
 *     front   ten words, the category sets as text, names that are told apart exactly, then for each block its place
 *             and its checksum
 *     blocks  32 lines each: at which byte each line begins (halves of words), the lines (line.ts)
 *
 * The high bits of a name's hash are its line. In it a name is known by 28 bits of the rest of the hash, in their order.
 * The seal in the front is over the front, with the checksums of the blocks; so every byte is checked, and each block also
 * alone.
 */
import { IndexError } from './error.ts'

/** How documents name the format that is written and read here. */
export const INDEX_FORMAT = 3
/** "Krb3". */
export const MAGIC = 0x3362724b
export const FRONT_WORDS = 10
const LINE_BITS_OF_BLOCK = 5
export const LINES = 1 << LINE_BITS_OF_BLOCK
/** A block begins with 33 beginnings of lines (the last is the end) and a half that is nought. */
export const BLOCK_FRONT_WORDS = (LINES + 2) / 2
/** Names a line at most, on average: more lines are made beyond it. */
const FULL_LINE = 64
/** 33 million names: beyond it the places of bits would be no whole numbers of 31 bits. */
const MOST_LINE_BITS = 19
/** Bytes of names in a block at most: their places are halves of words. */
export const MOST_IN_BLOCK = 0xffff

/** A name by its whole hash, with its own set (null: it is not in the lists, whatever is found in its line). */
export interface Exact {
  readonly high: number
  readonly low: number
  /** Place in `sets`. */
  readonly set: number | null
}

export interface Front {
  readonly names: number
  /** How many bits of the hash choose the line. */
  readonly lineBits: number
  readonly salt: number
  /** Which numbers of labels the names have: see `hashSuffixes`. */
  readonly labels: number
  /** The category sets as they were written, commonest first: ids joined by commas. */
  readonly sets: readonly string[]
  readonly exact: readonly Exact[]
}

/** The 28 bits of a hash's low half that a name is known by in its line. */
export const restOf = (low: number): number => low >>> 4

/** How many bits of the hash choose the line of one of so many names. */
export function lineBitsFor(names: number): number {
  const bits = Math.max(LINE_BITS_OF_BLOCK, Math.ceil(Math.log2(Math.max(1, names) / FULL_LINE)))
  if (bits > MOST_LINE_BITS) throw new IndexError(`${names} names are more than an index can hold`)
  return bits
}

export const areLineBits = (bits: number): boolean => bits >= LINE_BITS_OF_BLOCK && bits <= MOST_LINE_BITS

export const lineOf = (high: number, lineBits: number): number => high >>> (32 - lineBits)
export const blockOf = (line: number): number => line >>> LINE_BITS_OF_BLOCK

export const blocksOf = (lineBits: number): number => 1 << (lineBits - LINE_BITS_OF_BLOCK)

/** Any change within one word changes the sum; other changes escape it once in 2^32. */
export function checksum(words: Int32Array, from: number, to: number, seed: number): number {
  let sum = seed ^ 0x5bd1e995
  for (let i = from; i < to; i++) {
    sum = Math.imul(sum ^ words[i]!, 0x9e3779b1)
    sum ^= sum >>> 15
  }
  return sum
}

/** The bytes as words, without a copy where they lie well. Throws IndexError when they are no whole words. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.byteLength % 4 !== 0) throw new IndexError('The index is cut short')
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Int32Array(whole.buffer, whole.byteOffset, whole.byteLength / 4)
}

export const bytesOf = (words: Int32Array): Uint8Array =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
