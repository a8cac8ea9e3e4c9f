/**
 * The hash that names are known by in the index: 64 bits, from the end of the name to its beginning, so that one pass
 * gives the hash of every suffix. Two lanes of 32 bits, because integers of 32 bits are what a script computes fast;
 * each step is a bijection of both together, so nothing that was different becomes alike by the step alone.
 */
const DOT = 46
/** A host has at most 253 characters, so at most 127 labels. */
export const MOST_LABELS = 127
/** Every number of labels. */
export const ANY_LABELS = -1

/** Room for the hashes of one host, to be used again for each. */
export const hashRoom = (): Int32Array => new Int32Array(MOST_LABELS * 2)

/**
 * Writes the hash (high, low) of every suffix of `host` whose number of labels is in `labels` into `room`, the shortest
 * suffix first, and returns how many there are. `labels` has bit n for n labels, its last bit for 31 and more.
 */
export function hashSuffixes(host: string, salt: number, labels: number, room: Int32Array): number {
  let a = salt ^ 0x2545f491
  let b = Math.imul(salt, 0x9e3779b1) ^ 0x6b43a9b5
  let wanted = labels >>> 1
  let count = 0
  for (let i = host.length - 1; i >= 0; i--) {
    const code = host.charCodeAt(i)
    if (code === DOT) {
      if (wanted & 1) count = finish(a, b, room, count)
      // The last bit stands for all numbers of labels beyond.
      wanted = wanted === 1 && labels < 0 ? 1 : wanted >>> 1
      if (wanted === 0) return count
    }
    a = Math.imul(((a << 5) | (a >>> 27)) ^ code, 0x85ebca6b)
    b = Math.imul(((b << 11) | (b >>> 21)) ^ a, 0xc2b2ae35)
  }
  return wanted & 1 ? finish(a, b, room, count) : count
}

/** Spreads both lanes over all bits (a bijection, again) and notes them. */
function finish(a: number, b: number, room: Int32Array, count: number): number {
  if (count >= MOST_LABELS) return count
  let spread = Math.imul(b ^ (b >>> 15), 0x2c1b3c6d)
  const high = a ^ spread ^ (spread >>> 13)
  spread = Math.imul(high ^ (high >>> 16), 0x297a2d39)
  room[count * 2] = high
  room[count * 2 + 1] = b ^ spread ^ (spread >>> 15)
  return count + 1
}

/** The bit for a number of labels in a mask of them. */
export const labelsBit = (labels: number): number => 1 << Math.min(labels, 31)
