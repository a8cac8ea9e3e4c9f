/**
 * How the names of a line lie in it, in the order of their rests of 28 bits:
 *
 *     runs    for each of 64 values of the highest 6 bits as many ones as there are names with it, and a nought
 *     sets    the place of each name's set, counted from one, as an Elias gamma code (a nought less than it has bits, then
 *             those bits): the commonest sets are the shortest; then noughts up to a whole byte
 *     lows    the lowest 22 bits of each name, from the end of the line to its middle
 *
 * A look counts noughts to its run and then reads from the end: it passes over all sets but the one that it has found.
 * The first bit of a word is its highest.
 */
export const RUNS = 64
export const LOW_BITS = 22
const LOW = (1 << LOW_BITS) - 1

/** The 32 bits from this one on; noughts where the words end. */
export function bitsAt(words: Int32Array, at: number): number {
  const word = at >>> 5
  return (words[word]! << (at & 31)) | ((words[word + 1]! >>> 1) >>> (31 - (at & 31)))
}

/** The bit after so many noughts, from this bit on. */
export function afterNoughts(words: Int32Array, at: number, noughts: number): number {
  let from = at
  let left = noughts
  let bits = ~bitsAt(words, from)
  for (let here = onesIn(bits); here < left; here = onesIn(bits)) {
    left -= here
    from += 32
    bits = ~bitsAt(words, from)
  }
  if (left === 0) return from
  for (; left > 1; left--) bits ^= 0x80000000 >>> Math.clz32(bits)
  return from + Math.clz32(bits) + 1
}

function onesIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The low bits of the name with this number in a line that ends here. */
export const lowAt = (words: Int32Array, end: number, number: number): number =>
  bitsAt(words, end - (number + 1) * LOW_BITS) >>> (32 - LOW_BITS)

/** How many bits the set takes that is written at this bit. */
export const setLengthAt = (words: Int32Array, at: number): number => Math.clz32(bitsAt(words, at)) * 2 + 1

/** The place in `sets` that is written at this bit. */
export function setAt(words: Int32Array, at: number): number {
  const bits = bitsAt(words, at)
  return (bits >>> (31 - 2 * Math.clz32(bits))) - 1
}

/**
 * The place of the set of the name with this rest in the line between these bits; -1 when it is not there. This is where a
 * look-up spends its time.
 */
export function lookInLine(words: Int32Array, from: number, to: number, rest: number): number {
  const run = rest >>> LOW_BITS
  const low = rest & LOW
  const begin = afterNoughts(words, from, run)
  const first = begin - from - run
  for (let at = begin; bitsAt(words, at) < 0; at++)
    if (lowAt(words, to, first + at - begin) === low) return setOf(words, from, first + at - begin)
  return -1
}

function setOf(words: Int32Array, from: number, number: number): number {
  let at = afterNoughts(words, from, RUNS)
  for (let i = 0; i < number; i++) at += setLengthAt(words, at)
  return setAt(words, at)
}

/** How many bits a name adds to its line, which has as many as there are runs without any. */
export const nameBits = (set: number): number => 1 + LOW_BITS + 63 - 2 * Math.clz32(set + 1)

/** Bits of a line that ends at a whole byte. */
export const wholeBytes = (bits: number): number => Math.ceil(bits / 8) * 8

/** Writes the line of these names where only noughts are; returns where it ends. */
export function writeLine(
  words: Int32Array,
  from: number,
  rests: readonly number[],
  sets: readonly number[],
): number {
  const end = from + wholeBytes(sets.reduce((bits, set) => bits + nameBits(set), RUNS))
  let setEnd = from + RUNS + rests.length
  for (const [number, rest] of rests.entries()) {
    writeBits(words, from + (rest >>> LOW_BITS) + number, 1, 1)
    writeBits(words, end - (number + 1) * LOW_BITS, rest & LOW, LOW_BITS)
    const place = sets[number]! + 1
    const length = 32 - Math.clz32(place)
    setEnd += 2 * length - 1
    writeBits(words, setEnd - length, place, length)
  }
  return end
}

function writeBits(words: Int32Array, at: number, value: number, count: number): void {
  const word = at >>> 5
  const over = (at & 31) + count - 32
  if (over <= 0) words[word]! |= value << -over
  else {
    words[word]! |= value >>> over
    words[word + 1]! |= value << (32 - over)
  }
}
