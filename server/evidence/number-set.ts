/** Numbers kept as ranges: a year of deleted rows is millions of numbers and far fewer ranges. */
export class NumberSet {
  readonly #from: number[] = []
  readonly #to: number[] = []

  /** @param ranges with both ends, in any order, overlapping or not */
  constructor(ranges: readonly (readonly [number, number])[]) {
    for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
      const last = this.#to.length - 1
      const end = this.#to[last]
      if (end !== undefined && from <= end + 1) this.#to[last] = Math.max(end, to)
      else {
        this.#from.push(from)
        this.#to.push(to)
      }
    }
  }

  has(number: number): boolean {
    let [low, high] = [0, this.#from.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#from[middle] ?? Infinity) <= number) low = middle + 1
      else high = middle
    }
    return low > 0 && number <= (this.#to[low - 1] ?? -Infinity)
  }
}
