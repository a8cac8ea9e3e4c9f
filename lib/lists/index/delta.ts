/**
 * What has changed from one index to another, by name and not by byte: an index is written in one way only, so whoever
 * has the old one and the changes has the new one. When the names have grown past the next power of two (or the salt is
 * another), all has changed, and the delta holds the new index whole.
 */
import { applyChanges, makeChanges } from './changes.ts'
import { Cursor } from './cursor.ts'
import { IndexError } from './error.ts'
import { readFront, sealOf } from './front.ts'
import { bytesOf, checksum, wordsOf } from './layout.ts'

/** "Krd1". */
const MAGIC = 0x3164724b
const HEAD_WORDS = 5
const [AT_MAGIC, AT_SUM, AT_FROM, AT_TO, AT_WHOLE] = [0, 1, 2, 3, 4]

/** The delta that makes `to` of `from`. Throws IndexError when one of them is no index. */
export function makeDelta(from: Uint8Array, to: Uint8Array): Uint8Array {
  const [old, next] = [cursorOf(from), cursorOf(to)]
  const alike = old.front.lineBits === next.front.lineBits && old.front.salt === next.front.salt
  const body = alike ? makeChanges(old, next) : to
  const words = new Int32Array(HEAD_WORDS + body.byteLength / 4)
  bytesOf(words).set(body, HEAD_WORDS * 4)
  words[AT_MAGIC] = MAGIC
  words[AT_FROM] = sealOf(old.front)
  words[AT_TO] = sealOf(next.front)
  words[AT_WHOLE] = alike ? 0 : 1
  words[AT_SUM] = checksum(words, 0, words.length, words.length)
  return bytesOf(words)
}

/**
 * The index that the delta makes of `from`. Throws IndexError when the delta is damaged or belongs to another index, or
 * when what comes out is not what it was made for, byte by byte.
 */
export function applyDelta(from: Uint8Array, delta: Uint8Array): Uint8Array {
  const steps = deltaSteps(from, delta)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps of about a millisecond, for whoever has others waiting: what it returns at last is the index. */
export function* deltaSteps(from: Uint8Array, delta: Uint8Array): Generator<void, Uint8Array> {
  const words = wordsOf(delta).slice()
  const sum = words[AT_SUM]
  words[AT_SUM] = 0
  if (words.length < HEAD_WORDS || words[AT_MAGIC] !== MAGIC) throw new IndexError('This is no delta')
  if (checksum(words, 0, words.length, words.length) !== sum) throw new IndexError('The delta is damaged')
  const old = cursorOf(from)
  if (sealOf(old.front) !== words[AT_FROM]) throw new IndexError('The delta belongs to another index')
  const body = bytesOf(words.subarray(HEAD_WORDS))
  const made = words[AT_WHOLE] === 1 ? body.slice() : yield* applyChanges(old, body)
  if (sealOf(readFront(wordsOf(made))) !== words[AT_TO])
    throw new IndexError('What comes out is another index')
  return made
}

function cursorOf(bytes: Uint8Array): Cursor {
  const words = wordsOf(bytes)
  return new Cursor(words, readFront(words))
}
