/** Puts gathered names into the order of the index: each once, by line, in a line by the bits that it is known by there. */
import type { CategorySets } from '../category-sets.ts'
import { MOST_SETS, type Gathered } from './gather.ts'
import type { Guarded } from './guarded.ts'
import { lineBitsFor, lineOf, restOf } from './layout.ts'

/** Beyond this a line is left to the sort of the platform. */
const BY_INSERTION = 160

interface Hash {
  readonly high: number
  readonly low: number
}

export interface Arranged {
  readonly lineBits: number
  /** How many names there are, each counted once, and how many of them have each set. */
  readonly distinct: number
  readonly counts: Uint32Array
  /** What is written, in its order: each name's number in what was gathered. */
  readonly written: Uint32Array
  /** Names that have line and bits in common with another one, which is written for both. */
  readonly twins: ReadonlySet<number>
  /** Guarded names that are in no list, but would be found. */
  readonly unlisted: readonly Hash[]
}

type Order = (a: number, b: number) => number

/** Each name once, one name a place. */
export function arrange(names: Gathered, sets: CategorySets, guarded: Guarded): Arranged {
  const byHash: Order = (a, b) =>
    (names.high(a) >>> 0) - (names.high(b) >>> 0) || (names.low(a) >>> 0) - (names.low(b) >>> 0)
  const byRest: Order = (a, b) => restOf(names.low(a)) - restOf(names.low(b)) || byHash(a, b)

  const bits = lineBitsFor(names.length)
  const order = names.byLine(bits)
  sortLines(order, names, bits, byHash)
  const distinct = order.subarray(0, uniteSame(order, names, sets))
  // Names that came more than once may have made for more lines than are needed.
  const lineBits = lineBitsFor(distinct.length)
  sortLines(distinct, names, lineBits, byRest)
  return { lineBits, distinct: distinct.length, ...toPlaces(distinct, names, guarded, lineBits) }
}

/** One name for each place in a line: what chance has put on the same one is set apart. */
function toPlaces(distinct: Uint32Array, names: Gathered, guarded: Guarded, lineBits: number) {
  const twins = new Set<number>()
  const unlisted = new Map<string, Hash>()
  const counts = new Uint32Array(MOST_SETS)
  let count = 0
  for (const at of distinct) {
    const high = names.high(at)
    const low = names.low(at)
    for (const one of guarded.hitBy(high, low, lineBits)) unlisted.set(one.name, one)
    counts[names.set(at)]!++
    const last = count === 0 ? undefined : distinct[count - 1]
    if (
      last !== undefined &&
      restOf(names.low(last)) === restOf(low) &&
      lineOf(names.high(last) ^ high, lineBits) === 0
    )
      twins.add(last).add(at)
    else distinct[count++] = at
  }
  return { written: distinct.subarray(0, count), counts, twins, unlisted: [...unlisted.values()] }
}

/** Sorts each line by itself; the lines are in order already. */
function sortLines(order: Uint32Array, names: Gathered, lineBits: number, compare: Order): void {
  for (let from = 0, to = 0; from < order.length; from = to) {
    const line = lineOf(names.high(order[from]!), lineBits)
    while (to < order.length && lineOf(names.high(order[to]!), lineBits) === line) to++
    sortPart(order, from, to, compare)
  }
}

/** By insertion: a line has a handful of names, unless one of them came many times. */
function sortPart(order: Uint32Array, from: number, to: number, compare: Order): void {
  if (to - from > BY_INSERTION) {
    order.subarray(from, to).sort(compare)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const one = order[i]!
    let place = i
    for (; place > from && compare(order[place - 1]!, one) > 0; place--) order[place] = order[place - 1]!
    order[place] = one
  }
}

/** Moves every name that came once more into its first one; returns how many are left. */
function uniteSame(order: Uint32Array, names: Gathered, sets: CategorySets): number {
  let count = 0
  for (const at of order) {
    const last = count === 0 ? undefined : order[count - 1]
    if (last !== undefined && names.high(last) === names.high(at) && names.low(last) === names.low(at))
      names.unite(last, sets.union(names.set(last), names.set(at)))
    else order[count++] = at
  }
  return count
}
