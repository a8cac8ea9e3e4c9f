/** A sorted name with its categories, as lists are read, merged and compared. */
import { CATEGORY_IDS, type CategoryId } from '../../../lib/policy/categories.ts'

export interface Entry {
  readonly key: string
  /** Ids joined by commas, in the order of CATEGORY_IDS: one text for one set. */
  readonly set: string
}

const places = new Map<string, number>(CATEGORY_IDS.map((id, i) => [id, i]))
const written = new Map<string, string>()
const MEMO = 20_000

export const categoriesIn = (set: string): CategoryId[] =>
  set === '' ? [] : (set.split(',') as CategoryId[])

export const setOf = (categories: Iterable<string>): string =>
  [...new Set(categories)].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0)).join()

/** Both sets in one. */
export function uniteSets(a: string, b: string): string {
  if (a === b || b === '') return a
  if (a === '') return b
  const name = `${a}+${b}`
  const known = written.get(name)
  if (known !== undefined) return known
  const set = setOf([...a.split(','), ...b.split(',')])
  if (written.size < MEMO) written.set(name, set)
  return set
}

/** What `own` says beyond `above`. */
export function beyond(own: string, above: string): string {
  if (above === '') return own
  if (own === above) return ''
  const said = new Set(above.split(','))
  const rest = own.split(',').filter((one) => !said.has(one))
  return rest.length === 0 ? '' : rest.join()
}
