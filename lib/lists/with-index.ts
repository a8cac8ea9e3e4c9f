/**
 * The shipped lists united with an index of millions of names. What only the index knows closes and never opens: a
 * policy that closes unknown hosts opens those alone that the shipped lists or the school's own entries name, because
 * the browser's rules cannot hold the rest and must say the same.
 */
import { severityOf, type CategoryId } from '../policy/categories.ts'
import type { CarriedNames, CategoryLists } from './lists.ts'
import { HostNames } from './names.ts'

/** An index as far as it is in memory. */
export interface HeldIndex {
  /** Undefined while that would have to be read first. */
  known(host: string): ReadonlySet<CategoryId> | undefined
  /** Has what it says of these hosts in memory when it resolves. Never rejects: what cannot be read says nothing. */
  read(hosts: readonly string[]): Promise<void>
}

/** Of `base` with the index; `carried`: the names of it that the browser's rules hold. */
export function withIndex(base: CategoryLists, index: HeldIndex, carried?: CarriedNames): CategoryLists {
  const lacking = new Set<string>()
  const corrected = new HostNames()
  for (const { host } of base.corrections ?? []) corrected.add(host, false)
  return {
    ...base,
    base,
    categoriesOf(host) {
      const own = base.categoriesOf(host)
      // The school's own word stands above every list.
      if (corrected.match(host) !== undefined) return own
      const found = index.known(host)
      if (found === undefined) lacking.add(host)
      return found === undefined ? own : united(own, found)
    },
    unread: {
      begin: () => lacking.clear(),
      isLacking: () => lacking.size > 0,
      lacking: () => [...lacking],
      read: () => index.read([...lacking]),
    },
    ...(carried && { carried }),
  }
}

/** Most severe first, as every set of categories. */
function united(some: ReadonlySet<CategoryId>, others: ReadonlySet<CategoryId>): ReadonlySet<CategoryId> {
  if (others.size === 0) return some
  if (some.size === 0) return others
  return new Set([...some, ...others].sort((a, b) => severityOf(a) - severityOf(b)))
}
