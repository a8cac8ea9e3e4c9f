/** The week of a time table: which of its states holds at an instant, found fast for half a million visits. Pure. */
import type { EffectivePolicy } from '../../../lib/policy/effective.ts'
import { prepare } from '../../../lib/verdict/prepare.ts'

export class HoursOf {
  /** When each state begins, in order, and which it is: the same number for the same actions. */
  readonly #begins: number[] = []
  readonly #states: number[] = []
  #last = 0

  constructor(policy: EffectivePolicy, { from, until }: { readonly from: number; readonly until: number }) {
    const known = new Map<string, number>()
    for (let at = from; at < until;) {
      const { categories, unknownHosts, to } = prepare(policy).momentAt(at)
      const said = JSON.stringify([categories, unknownHosts])
      const state = known.get(said) ?? known.size
      known.set(said, state)
      this.#begins.push(at)
      this.#states.push(state)
      at = to
    }
  }

  /** The state at an instant of the week. Those that are asked for one after the other mostly lie in one state. */
  at(instant: number): number {
    const isSame =
      instant >= (this.#begins[this.#last] ?? Infinity) &&
      instant < (this.#begins[this.#last + 1] ?? Infinity)
    if (!isSame) this.#last = this.#placeOf(instant)
    return this.#states[this.#last] ?? 0
  }

  /** Of the state that began last before an instant; the first's before all. */
  #placeOf(instant: number): number {
    let low = 0
    let high = this.#begins.length
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((this.#begins[middle] ?? Infinity) <= instant) low = middle
      else high = middle
    }
    return low
  }
}
