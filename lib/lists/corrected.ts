/**
 * Lists with the school's own word above them: a corrected host, with everything under it, is what the school says and
 * nothing else. What is illegal stays so, and what no list may block is not touched.
 */
import type { CategoryId } from '../policy/categories.ts'
import type { CategoryLists } from './lists.ts'
import { HostNames } from './names.ts'

export interface CorrectedHost {
  readonly host: string
  readonly categories: readonly CategoryId[]
}

/** `corrections`: none of them under another. */
export function withCorrections(lists: CategoryLists, corrections: readonly CorrectedHost[]): CategoryLists {
  if (corrections.length === 0) return lists
  const names = new HostNames()
  const sets = new Map<string, ReadonlySet<CategoryId>>()
  for (const { host, categories } of corrections) {
    names.add(host, false)
    sets.set(host, new Set(categories))
  }
  const correctionOf = (host: string): ReadonlySet<CategoryId> | undefined => {
    const name = names.match(host)
    if (name === undefined || lists.isIllegal(host) || lists.isNeverBlock(host)) return undefined
    return sets.get(name)
  }
  return {
    ...lists,
    corrections,
    categoriesOf: (host) => correctionOf(host) ?? lists.categoriesOf(host),
    *entries() {
      for (const entry of lists.entries()) if (correctionOf(entry[0]) === undefined) yield entry
      for (const { host, categories } of corrections)
        if (categories.length > 0 && correctionOf(host) !== undefined) yield [host, categories]
    },
  }
}
