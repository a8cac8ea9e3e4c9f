/** A line gives back what was put into it, wherever it lies: with any rests, any sets, and however many names. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { lookInLine, nameBits, RUNS, wholeBytes, writeLine } from './line.ts'

const MOST_REST = 2 ** 28 - 1
const MOST_SET = 65_534
const rests = fc.uniqueArray(
  fc.oneof(fc.nat({ max: MOST_REST }), fc.nat({ max: 40 }), fc.constant(MOST_REST)),
  { maxLength: 120 },
)
const sets = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: MOST_SET }), fc.constant(MOST_SET))
const names = rests.chain((some) =>
  fc.array(sets, { minLength: some.length, maxLength: some.length }).map((theirs) => ({
    rests: some.toSorted((a, b) => a - b),
    sets: theirs,
  })),
)

describe('a line', () => {
  test.prop([names, fc.nat({ max: 40 })])('finds its names with their sets, and no others', (line, bytes) => {
    const from = bytes * 8
    const words = new Int32Array(300)
    const to = writeLine(words, from, line.rests, line.sets)
    const bits = line.sets.reduce((all, set) => all + nameBits(set), RUNS)
    expect(to).toBe(from + wholeBytes(bits))
    for (const [i, rest] of line.rests.entries()) {
      expect(lookInLine(words, from, to, rest)).toBe(line.sets[i])
      for (const other of [rest - 1, rest + 1, rest ^ (1 << 22), MOST_REST - rest])
        if (other >= 0 && other <= MOST_REST && !line.rests.includes(other))
          expect(lookInLine(words, from, to, other)).toBe(-1)
    }
  })

  test.prop([names, names])('leaves the line before it and the one after it alone', (one, other) => {
    const words = new Int32Array(600)
    const middle = writeLine(words, 0, one.rests, one.sets)
    const alone = words.slice(0, middle >>> 5)
    const end = writeLine(words, middle, other.rests, other.sets)
    expect(words.slice(0, middle >>> 5)).toEqual(alone)
    for (const [i, rest] of one.rests.entries()) expect(lookInLine(words, 0, middle, rest)).toBe(one.sets[i])
    for (const [i, rest] of other.rests.entries())
      expect(lookInLine(words, middle, end, rest)).toBe(other.sets[i])
  })
})
