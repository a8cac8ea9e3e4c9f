/** Hosts that an index must answer exactly: with every suffix of theirs, by the bits of their hash that a line holds. */
import { IndexError } from './error.ts'
import { ANY_LABELS, hashRoom, hashSuffixes } from './hash.ts'
import { lineOf, restOf } from './layout.ts'

interface GuardedName {
  readonly name: string
  readonly high: number
  readonly low: number
  listed: boolean
}

export class Guarded {
  readonly #byRest = new Map<number, GuardedName[]>()
  readonly #known = new Set<string>()

  constructor(hosts: Iterable<string>, salt: number) {
    const room = hashRoom()
    for (const host of hosts) {
      const count = hashSuffixes(host, salt, ANY_LABELS, room)
      let from = host.length
      for (let i = 0; i < count; i++) {
        from = host.lastIndexOf('.', from - 1)
        this.#guard(host.slice(from + 1), room[i * 2]!, room[i * 2 + 1]!)
      }
    }
  }

  #guard(name: string, high: number, low: number): void {
    if (this.#known.has(name)) return
    this.#known.add(name)
    this.listed(name, high, low, false)
    const same = this.#byRest.get(restOf(low))
    const guarded = { name, high, low, listed: false }
    if (same) same.push(guarded)
    else this.#byRest.set(restOf(low), [guarded])
  }

  /** Notes that a name is in the lists. Throws IndexError when its whole hash is that of another guarded one. */
  listed(name: string, high: number, low: number, listed = true): void {
    for (const one of this.#byRest.get(restOf(low)) ?? []) {
      if (one.high !== high || one.low !== low) continue
      if (one.name !== name) throw new IndexError(`${name} and ${one.name} are alike: choose another salt`)
      one.listed ||= listed
    }
  }

  /** The guarded names that are in no list but would be found where a name of this hash is written. */
  hitBy(high: number, low: number, lineBits: number): readonly GuardedName[] {
    const alike = this.#byRest.get(restOf(low))
    if (!alike) return []
    return alike.filter((one) => !one.listed && lineOf(one.high ^ high, lineBits) === 0)
  }
}
