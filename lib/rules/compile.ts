/**
 * The policy as the browser's own rules. Pure: the same arguments give the same rules. One draft layer for each
 * step of docs/adr/0003-precedence.md; ids.ts orders them.
 */
import type { CarriedSegment, CategoryLists } from '../lists/lists.ts'
import type { Entry } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { plainEntry } from '../verdict/entry.ts'
import { SEARCH_ENGINES } from '../verdict/search.ts'
import { categories } from './categories.ts'
import { decodeParameters, decodeRedirects, slashRedirect, type ComparedPath } from './decode.ts'
import type { Draft } from './draft.ts'
import { inForce, timeMark, type InForce } from './effective.ts'
import { headers } from './headers.ts'
import { illegal, lifelines, neverBlock, needed, suspended, unagreed } from './hosts.ts'
import { numbered, type CompiledRules } from './number.ts'
import { ownEntries, RegexBudget, unblocked } from './own.ts'
import { postedSearches } from './posted-searches.ts'
import { safeSearch } from './safe-search.ts'
import { hostsOfPathTwins, withTwins } from './twins.ts'
import { uniformHosts } from './uniform.ts'

/** Raised whenever the same arguments give other rules than before; a test holds the two together. */
export const FORMAT = 11

/** What the marker of `compile` with the same arguments would be, without compiling. */
export const markerOf = (policy: EffectivePolicy, lists: CategoryLists, now: Now): string =>
  markerFor(policy, lists, inForce(policy, now))

/** The set. Rejects never: where the names of the lists cannot be read, the marker says so, and is none of `markerOf`. */
export async function compileWith(
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
): Promise<CompiledRules> {
  const { carried } = lists
  const isNeeded = carried !== undefined && inForce(policy, now).unblocks.length > 0
  return compile(policy, lists, now, isNeeded ? await carried.read().catch(() => null) : [])
}

/** As `compileWith`; `carried`: what it reads, null for what cannot be read. */
export function compile(
  policy: EffectivePolicy,
  lists: CategoryLists,
  now: Now,
  carried: readonly CarriedSegment[] | null = [],
): CompiledRules {
  const force = inForce(policy, now)
  const marker = `${markerFor(policy, lists, force)}${carried === null ? UNREAD : ''}`
  const all = layers(policy, lists, carried ?? [], force)
  return numbered('policy', marker, withSearch(policy, lists, now, all))
}

/** Whoever looks for the whole set does not find it, and has it made again. */
const UNREAD = '/unread'

const markerFor = (policy: EffectivePolicy, lists: CategoryLists, force: InForce): string =>
  [FORMAT, policy.version, lists.version, timeMark(policy, force)].join('/')

function layers(
  policy: EffectivePolicy,
  lists: CategoryLists,
  carried: readonly CarriedSegment[],
  force: InForce,
): Draft[] {
  const budget = new RegexBudget()
  const unblocks = force.unblocks.map(({ entry }) => entry)
  return [
    ...illegal(lists),
    ...lifelines(policy, lists),
    ...needed(policy),
    ...suspended(force.suspensions),
    ...unagreed(force.unagreed),
    ...unblocked(force, lists, carried, budget),
    ...ownEntries(policy.entries, budget),
    ...neverBlock(lists),
    ...categories(lists, force),
    ...headers(policy),
    ...postedSearches(),
    ...decodeRedirects(comparedPaths(policy, [...unblocks, ...policy.entries])),
  ]
}

/** Safe search over the layers, and what the layers need so that it hides none of them. */
function withSearch(policy: EffectivePolicy, lists: CategoryLists, now: Now, all: readonly Draft[]): Draft[] {
  if (!policy.safeSearch) return [...all]
  return [
    ...withTwins(all),
    ...safeSearch(uniformHosts(policy, lists, now)),
    ...decodeParameters(searchParameters),
    ...slashRedirect(hostsOfPathTwins(all)),
  ]
}

const searchSites = SEARCH_ENGINES.filter(({ setting }) => setting === 'safeSearch').flatMap(
  ({ sites }) => sites,
)
const searchParameters = searchSites.map(({ hosts, query = {} }) => ({ hosts, names: Object.keys(query) }))

function comparedPaths(policy: EffectivePolicy, entries: readonly Entry[]): ComparedPath[] {
  const own = entries
    .map(plainEntry)
    .filter((entry) => entry !== null)
    .filter(({ kind }) => kind === 'path')
    // Below an allowed path, an encoded dot could be half of a way out.
    .map(({ host, path, action }) => ({ hosts: [host], path: action === 'allow' ? `${path}.` : path }))
  const searched = (policy.safeSearch ? searchSites : []).flatMap(({ hosts, paths = [] }) =>
    paths.map((path) => ({ hosts, path })),
  )
  return [...own, ...searched]
}
