/**
 * Interned category sets: every distinct set exists once and is named by a small number, and a union of two is
 * worked out once. A look-up therefore allocates nothing, however many categories there are.
 */
import { CATEGORY_IDS, severityOf, type CategoryId } from '../policy/categories.ts'

export const EMPTY_SET = 0
const WIDTH = 65_536

export class CategorySets {
  readonly #sets: ReadonlySet<CategoryId>[] = [new Set()]
  readonly #ids = new Map<string, number>([['', EMPTY_SET]])
  /** The same by the order in which a list wrote them, so that a known one is not sorted again. */
  readonly #written = new Map<string, number>()
  readonly #unions = new Map<number, number>()

  /** The number of the set of these categories, in any order. */
  id(categories: readonly CategoryId[]): number {
    const written = categories.join()
    const known = this.#written.get(written)
    if (known !== undefined) return known
    const id = this.#intern(categories)
    this.#written.set(written, id)
    return id
  }

  #intern(categories: readonly CategoryId[]): number {
    const sorted = [...new Set(categories)].sort((a, b) => severityOf(a) - severityOf(b))
    const key = sorted.map((c) => CATEGORY_IDS.indexOf(c)).join(',')
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#sets.push(new Set(sorted)) - 1
    this.#ids.set(key, id)
    return id
  }

  /** The set, most severe first. */
  get(id: number): ReadonlySet<CategoryId> {
    return this.#sets[id] ?? this.#sets[EMPTY_SET]!
  }

  union(a: number, b: number): number {
    if (a === b || b === EMPTY_SET) return a
    if (a === EMPTY_SET) return b
    const key = a * WIDTH + b
    const known = this.#unions.get(key)
    if (known !== undefined) return known
    const id = this.id([...this.get(a), ...this.get(b)])
    this.#unions.set(key, id)
    return id
  }

  /** What `own` says beyond `inherited`. */
  without(own: number, inherited: number): CategoryId[] {
    const above = this.get(inherited)
    return [...this.get(own)].filter((c) => !above.has(c))
  }
}
