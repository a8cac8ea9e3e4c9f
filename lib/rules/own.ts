/** The school's own entries and timed unblocks. */
import type { CarriedSegment, CategoryLists } from '../lists/lists.ts'
import type { CategoryId } from '../policy/categories.ts'
import type { Entry } from '../policy/document.ts'
import { lineage } from '../verdict/address.ts'
import { isBeyond } from '../verdict/beyond.ts'
import { plainEntry, type PlainEntry } from '../verdict/entry.ts'
import { drafts, EVERYTHING, type Draft, type Where } from './draft.ts'
import type { InForce } from './effective.ts'
import { LAYERS, priorityOf } from './ids.ts'
import { underPath } from './paths.ts'
import { exactly, spelled, suffixes } from './places.ts'

const MOST_LABELS = 127
const LONGEST_PATH = 2047
const STEPS = { suffix: 0, host: MOST_LABELS + 1, path: 2 * (MOST_LABELS + 1) } as const

/** The same order as `compareEntries`: kind, then labels, then length of path, then block. */
export function entryPriority(entry: PlainEntry): number {
  const labels = Math.min(entry.labels, MOST_LABELS)
  const within =
    entry.kind === 'path' ? labels * (LONGEST_PATH + 1) + Math.min(entry.path.length, LONGEST_PATH) : labels
  const step = STEPS[entry.kind] + within
  return LAYERS.own.priority[0] + 2 * step + (entry.action === 'block' ? 1 : 0)
}

/** Counts down the regular expressions that path entries may use; hosts and redirects need the rest. */
export class RegexBudget {
  left = 800
}

/** One rule for all entries that stand at the same place in the order and have the same path. */
export function ownEntries(entries: readonly Entry[], budget: RegexBudget): Draft[] {
  const plain = entries.map(plainEntry).filter((entry) => entry !== null)
  return grouped(plain).flatMap((same) => {
    const [first] = same
    return drafts('own', first.action, EVERYTHING, placesOf(same, budget), entryPriority(first))
  })
}

/**
 * Unblocks open and nothing else: of several that match, any will do. `carried`: the names that the set of the lists
 * closes, which an unblock of what they lie under does not reach either.
 */
export function unblocked(
  { unblocks, categories }: Pick<InForce, 'unblocks' | 'categories'>,
  lists: CategoryLists,
  carried: readonly CarriedSegment[],
  budget: RegexBudget,
): Draft[] {
  const entries = unblocks.map(({ entry }) => plainEntry(entry))
  const plain = entries.filter((entry) => entry !== null).filter(({ action }) => action === 'allow')
  const spared = beyond(plain, lists, carried, categories)
  return grouped(plain).flatMap((same) => {
    const below = new Set(same.flatMap(({ host, kind }) => (kind === 'host' ? [] : (spared.get(host) ?? []))))
    const places = placesOf(same, budget).map((place) => without(place, below))
    return drafts('unblock', 'allow', EVERYTHING, places, priorityOf('unblock'))
  })
}

/** By the host of an unblock: the listed names below it that it does not reach (`isBeyond`). */
function beyond(
  unblocks: readonly PlainEntry[],
  lists: CategoryLists,
  carried: readonly CarriedSegment[],
  actions: InForce['categories'],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  if (unblocks.length === 0) return found
  // What an index says is in memory at one time and not at another: the same marker stands for the same rules.
  const certain = lists.base ?? lists
  const own = new Map(unblocks.map(({ host }) => [host, new Set(certain.categoriesOf(host))]))
  const closed = carried.filter(({ category }) => isBeyond([category], NONE, actions)).map(split)
  for (const { category, names } of closed)
    for (const [host, ids] of own) if (lineage(host).some((one) => names.has(one))) ids.add(category)
  const spare = (listed: string, categories: readonly CategoryId[]): void => {
    for (const host of lineage(listed)) {
      const ids = own.get(host)
      if (ids && isBeyond(categories, ids, actions)) push(found, host, listed)
    }
  }
  for (const [listed, ids] of lists.entries()) if (isBeyond(ids, NONE, actions)) spare(listed, ids)
  for (const { category, names } of closed) for (const name of names) spare(name, [category])
  return found
}

const split = ({ category, hosts }: CarriedSegment) => ({ category, names: new Set(hosts.split(' ')) })

function push(found: Map<string, string[]>, host: string, listed: string): void {
  const names = found.get(host)
  if (names === undefined) found.set(host, [listed])
  else names.push(listed)
}

const NONE: ReadonlySet<CategoryId> = new Set()

function without(place: Where, hosts: ReadonlySet<string>): Where {
  if (hosts.size === 0) return place
  return { ...place, condition: { ...place.condition, excludedRequestDomains: spelled(hosts) } }
}

type Group = [PlainEntry, ...PlainEntry[]]

function grouped(entries: readonly PlainEntry[]): Group[] {
  const groups = new Map<string, Group>()
  for (const entry of entries) {
    const key = `${entry.kind} ${entry.action} ${entry.labels} ${entry.path}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

function placesOf(same: Group, budget: RegexBudget): Where[] {
  const [{ kind, path, action }] = same
  const hosts = same.map((entry) => entry.host)
  if (kind === 'host') return exactly(hosts)
  if (kind === 'suffix') return suffixes(hosts)
  const places = underPath(hosts, path, action, budget.left)
  budget.left -= places.filter((place) => place.condition.regexFilter !== undefined).length
  return places
}
