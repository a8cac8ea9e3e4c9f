/**
 * Category lists held in memory: the shipped catalogue united with the server's segments. A look-up walks the
 * labels of a host (about five map reads) and returns an interned set.
 */
import { isLocked, type CategoryId } from '../policy/categories.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { HostCategories } from './catalogue.ts'
import { CategorySets, EMPTY_SET } from './category-sets.ts'
import type { NeverBlockEntry } from './data.ts'
import { RunningHash } from './hash.ts'
import { normaliseHost } from './host.ts'
import type { CategoryLists } from './lists.ts'
import type { Locked } from './locked/locked.ts'
import { HostNames } from './names.ts'

export interface ListsSource {
  /** Normalised already: the shipped catalogue, which tests hold to that. */
  readonly catalogue: Iterable<HostCategories>
  readonly neverBlock: readonly NeverBlockEntry[]
  /** Exact hosts of the built-in lifelines. */
  readonly lifelineHosts: readonly string[]
  /** Tells one content of the three above from another; worked out from them when absent. */
  readonly digest?: string
  /** What the school's server published, already verified. */
  readonly segments?: ListsDocument | undefined
  /** What a member of the IWF or CTIRU has loaded. No part of the version: no rule of the browser's is made of it. */
  readonly locked?: Locked | undefined
}

/** Unites the sources. Names that are not hosts are left out; `checkListsDocument` reports them at publishing. */
export function createLists(source: ListsSource): CategoryLists {
  const sets = new CategorySets()
  const hash = new RunningHash()
  const byHost = new Map<string, number>()
  const illegal = new HostNames()
  const neverBlock = new HostNames()
  const neverBlockSets = new Map<string, number>()
  const lifelines = new Set(source.lifelineHosts)

  const put = (host: string, set: number): void => {
    byHost.set(host, sets.union(byHost.get(host) ?? EMPTY_SET, set))
  }
  let last: { readonly categories: readonly CategoryId[]; readonly set: number } | undefined
  for (const [host, categories] of source.catalogue) {
    if (last?.categories !== categories) last = { categories, set: sets.id(categories) }
    put(host, last.set)
    if (source.digest === undefined) hash.add(`${host} ${categories.join()}`)
  }
  for (const { host, exact, category } of source.neverBlock) {
    neverBlock.add(host, exact)
    neverBlockSets.set(host, sets.id([category]))
    if (source.digest === undefined) hash.add(`${host} ${exact} ${category}`)
  }
  if (source.digest === undefined) for (const host of lifelines) hash.add(`lifeline ${host}`)
  else hash.add(source.digest)

  for (const segment of source.segments?.segments ?? []) {
    const set = sets.id([segment.category])
    hash.add(`#${segment.category}`)
    for (const name of segment.hosts) {
      const host = normaliseHost(name)
      if (host === null) continue
      put(host, set)
      hash.add(host)
      if (isLocked(segment.category)) illegal.add(host, false)
    }
  }

  const inherited = (host: string): number => {
    let id = EMPTY_SET
    for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      const own = byHost.get(host.slice(dot + 1))
      if (own !== undefined) id = sets.union(id, own)
    }
    return id
  }

  const { epoch, number } = source.segments?.version ?? { epoch: 0, number: 0 }
  return {
    version: `${epoch}.${number}-${hash.digest()}`,

    categoriesOf(host) {
      const id = sets.union(byHost.get(host) ?? EMPTY_SET, inherited(host))
      const safe = neverBlock.match(host)
      return sets.get(safe === undefined ? id : sets.union(id, neverBlockSets.get(safe) ?? EMPTY_SET))
    },

    *entries() {
      for (const [host, own] of byHost) {
        const categories = sets.without(own, inherited(host))
        if (categories.length > 0) yield [host, categories]
      }
    },

    isLifeline: (host) => lifelines.has(host),
    lifelineHosts: () => [...lifelines],
    isNeverBlock: (host) => neverBlock.match(host) !== undefined,
    neverBlock: () => source.neverBlock,
    locked: source.locked,
    isIllegal: (host) => illegal.match(host) !== undefined,
    illegalHosts: () => illegal.all(),
  }
}
